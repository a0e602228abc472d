// A page that loads the kit from another origin, as from a CDN.
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {installed, scratch} from './packed.js';
import {browser, withServer, type Headers} from './pages.js';
import {assertWorks, dataset, pointAtSecondButton} from './works.js';

/** The headers that the README requires of a CDN. */
const shared: Headers = {'access-control-allow-origin': '*'};

interface Setting {
  /** The CDN's headers for each path. */
  cdnHeaders?: (path: string) => Headers;
  /** The page's headers, given the CDN's address. */
  pageHeaders?: (cdn: string) => Headers;
  /** Whether the page sets the worker's address itself. */
  namesWorker?: boolean;
}

/** Serves the kit from one origin, and a page with it from another. */
async function acrossOrigins(
  {cdnHeaders = () => shared, pageHeaders = () => ({}), namesWorker = false}: Setting,
  use: (page: string) => Promise<void>,
): Promise<void> {
  const site = join(scratch, 'other-origin');
  mkdirSync(site, {recursive: true});
  const serveKit = (useCdn: (cdn: string) => Promise<void>) =>
    withServer(join(installed, 'dist'), useCdn, cdnHeaders);
  await serveKit(async (cdn) => {
    writeFileSync(
      join(site, 'index.html'),
      `<!doctype html><script type="module" src="${cdn}predictive-buttons.js"></script>
      <predictive-region ${namesWorker ? `worker-url="${cdn}trainer.worker.js"` : ''}>
        <predictive-button key="yes">Yes</predictive-button> <predictive-button key="no">No</predictive-button>
      </predictive-region>`,
    );
    await withServer(site, use, () => pageHeaders(cdn));
  });
}

test('a page of another origin predicts, and trains in its worker with wasm', () =>
  acrossOrigins({}, assertWorks));

test('so does one that sets the address of a worker on another origin', () =>
  acrossOrigins({namesWorker: true}, assertWorks));

test('so does an isolated one with the README’s Content Security Policy', () =>
  acrossOrigins(
    {
      pageHeaders: (cdn) => ({
        'content-security-policy': contentSecurityPolicy(cdn),
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      }),
    },
    assertWorks,
  ));

for (const [what, setting] of Object.entries<Setting>({
  'the CDN does not share the worker': {
    cdnHeaders: (path) => (path.includes('trainer.worker') ? {} : shared),
  },
  'the page allows no worker': {
    pageHeaders: () => ({'content-security-policy': "worker-src 'none'"}),
  },
})) {
  test(`if ${what}, there is one worker-unavailable, and buttons are predicted`, () =>
    acrossOrigins(setting, async (url) => {
      const page = await browser().newPage();
      const uncaught: unknown[] = [];
      page.on('pageerror', (error) => uncaught.push(error));
      try {
        await page.goto(url);
        await page.waitForSelector('predictive-button:defined');
        await page.evaluate(noteErrors, JSON.stringify(dataset()));
        // One more press completes the training data.
        await page.mouse.move(500, 400);
        const {x, y} = (await (await page.$('[key=yes]'))!.boundingBox())!;
        await page.mouse.move(x + 10, y + 10, {steps: 30});
        await page.mouse.click(x + 10, y + 10);
        await page.waitForFunction("'failed' in document.body.dataset");
        assert.equal(await page.evaluate(pointAtSecondButton), 'no');
        assert.equal(await page.evaluate('document.body.dataset.errors'), 'worker-unavailable');
        assert.deepEqual(uncaught, []);
      } finally {
        await page.close();
      }
    }));
}

/** Runs in the page: records the codes of its errors, and whether training has failed for good. */
async function noteErrors(samples: string): Promise<void> {
  const region = document.querySelector('predictive-region')!;
  const codes: string[] = [];
  region.addEventListener('predictive-error', ({error}) => {
    codes.push(error.code);
    document.body.dataset['errors'] = codes.join(' ');
  });
  region.addEventListener('predictive-train', ({phase}) => {
    if (phase === 'error') document.body.dataset['failed'] = '';
  });
  await region.importDataset(new Blob([samples]));
}

function contentSecurityPolicy(cdn: string): string {
  const {origin} = new URL(cdn);
  return `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; worker-src blob: ${origin}; connect-src ${origin}`;
}
