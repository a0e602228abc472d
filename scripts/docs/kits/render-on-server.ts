import {spawnSync} from 'node:child_process';
import type {Kit} from './kits.js';

/** Whether `@lit-labs/ssr` renders the button in Node with its content: a shadow root in the answer. */
export function rendersOnServer({button, tag}: Kit, folder: string): boolean {
  const program = `import {render} from '@lit-labs/ssr';
    import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
    import {html, unsafeStatic} from 'lit/static-html.js';
    ${button}
    const tag = unsafeStatic('${tag}');
    process.stdout.write(await collectResult(render(html\`<\${tag}>Send</\${tag}>\`)));`;
  const {status, stdout} = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return status === 0 && stdout.includes('<template shadowroot');
}
