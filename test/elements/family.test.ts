import {expect, fixture, html, waitUntil} from '@open-wc/testing';
import type {} from '../../src/toggle-button.js';

type Inside = Window & typeof globalThis;

/** Everything in `src/` that a page with a region and buttons does not need. */
const family = /button-group|toggle-button|split-button|menu|family-element|\/lit(-html|-element)?\//;

/** A page of its own with the kit and `markup`. */
async function pageWith(markup: string): Promise<Inside> {
  const frame = await fixture<HTMLIFrameElement>(html`
    <iframe
      style="width: 800px; height: 400px; border: 0"
      srcdoc=${`<!doctype html>
        <script type="module" src="/src/index.ts"></script>
        ${markup}`}
    ></iframe>
  `);
  // A window has the constructors of its document, which its type does not say.
  const inside = frame.contentWindow as Inside;
  await isDefined(inside, 'predictive-button');
  return inside;
}

async function isDefined(inside: Inside, ...tags: string[]): Promise<void> {
  await waitUntil(
    () => tags.every((tag) => inside.customElements?.get(tag) !== undefined),
    `${tags.join()} is defined`,
    {timeout: 20_000},
  );
}

describe('the rest of the family', function () {
  this.timeout(40_000);

  it('is not downloaded by a page with a region and buttons, whatever else is added to it', async () => {
    const inside = await pageWith(
      '<predictive-region><predictive-button>Save</predictive-button></predictive-region>',
    );
    const more = inside.document.createElement('div');
    more.innerHTML = '<p><predictive-button>More</predictive-button></p><my-menu></my-menu>';
    inside.document.body.append(more);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    // Also what another test's page has left in the cache.
    const requests = inside.performance.getEntriesByType('resource').map(({name}) => new URL(name).pathname);
    expect(requests.some((path) => path.endsWith('src/index.ts'))).to.be.true;
    // The loader itself is of the first bytes, and the button's attributes are no menu.
    expect(requests.filter((path) => family.test(path))).to.be.empty;
  });

  it('is loaded by its tags, as far as the page has them', async () => {
    const inside = await pageWith(
      '<main><p><predictive-toggle-button>Bold</predictive-toggle-button></p></main>',
    );
    await isDefined(inside, 'predictive-toggle-button');
    expect(inside.customElements.get('predictive-menu')).to.equal(undefined);
    const toggle = inside.document.querySelector('predictive-toggle-button')!;
    await waitUntil(() => toggle.shadowRoot?.querySelector('button'));
    toggle.click();
    expect(toggle.pressed).to.be.true;
  });

  it('is loaded by tags that are added later, alone, deep inside, or into what has just been added', async () => {
    const inside = await pageWith('');
    const {document} = inside;
    document.body.append(document.createElement('predictive-toggle-button'));
    await isDefined(inside, 'predictive-toggle-button');
    const outer = document.createElement('div');
    outer.innerHTML = '<div><div><predictive-split-button>Merge</predictive-split-button></div></div>';
    document.body.append(outer);
    await isDefined(inside, 'predictive-split-button', 'predictive-menu', 'predictive-menu-item');
    const empty = document.createElement('div');
    document.body.append(empty);
    empty.append(document.createElement('predictive-button-group'));
    await isDefined(inside, 'predictive-button-group');
  });
});
