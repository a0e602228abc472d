import {fixture, html, waitUntil} from '@open-wc/testing';
import {faultyUrl} from './commands.js';

/**
 * Runs a module script in a frame where imports of the modules `missing` (paths below `src/`) fail, as when a
 * deployment has removed their files; returns what the script assigned to `result`.
 */
export async function runWithout(missing: readonly string[], script: string): Promise<unknown> {
  const paths = missing.map((name) => `/src/${name}.ts`);
  const imports = Object.fromEntries(
    paths.map((path) => [`${location.origin}${path}`, faultyUrl('404', path)]),
  );
  const frame = await fixture<HTMLIFrameElement>(html`
    <iframe
      srcdoc=${`<!doctype html>
        <script type="importmap">${JSON.stringify({imports})}</script>
        <script type="module">${script}</script>`}
    ></iframe>
  `);
  const inside = frame.contentWindow as unknown as {result: unknown};
  await waitUntil(() => inside.result !== undefined, 'the script has a result', {timeout: 10_000});
  return inside.result;
}
