import {expect, fixture, html} from '@open-wc/testing';
import {tabbable} from 'tabbable';
import '../../src/index.js';
import {keyboardStops} from '../../src/region/focus-order.js';

/** Everything here that a key can reach in some browser, and many elements that only seem reachable. */
async function page(): Promise<HTMLElement> {
  return fixture<HTMLElement>(html`
    <div>
      <a href="#a">link</a>
      <a>no link</a>
      <button>button</button>
      <button disabled>disabled</button>
      <fieldset disabled>
        <legend><button>in the legend</button></legend>
        <input aria-label="in a disabled fieldset" />
      </fieldset>
      <input aria-label="field" />
      <input type="hidden" value="1" />
      <select aria-label="choice">
        <option>one</option>
      </select>
      <textarea aria-label="text"></textarea>
      <details open>
        <summary>summary</summary>
        <summary>second summary</summary>
        <button>in details</button>
      </details>
      <details>
        <summary>closed</summary>
        <button>in closed details</button>
      </details>
      <audio controls></audio>
      <video controls width="40" height="40"></video>
      <video width="40" height="40"></video>
      <div contenteditable>editable</div>
      <div contenteditable="plaintext-only">plain text</div>
      <div contenteditable="false">not editable</div>
      <span tabindex="0">span</span>
      <span tabindex="-1">not by Tab</span>
      <span tabindex="2">first of all</span>
      <form>
        <input type="radio" name="a" aria-label="a1" />
        <input type="radio" name="a" aria-label="a2" checked />
        <input type="radio" name="a" aria-label="a3" />
      </form>
      <div inert><button>inert</button></div>
      <div style="display: none"><button>not rendered</button></div>
      <div style="visibility: hidden"><button>hidden</button></div>
    </div>
  `);
}

function names(elements: readonly Element[]): string[] {
  return elements.map(
    (element) => element.getAttribute('aria-label') ?? (element.textContent?.trim() || element.localName),
  );
}

describe('keyboardStops', () => {
  it('finds the same elements as the library tabbable, in the same order', async () => {
    const root = await page();
    const found = keyboardStops(root, []).map(({element}) => element);
    expect(names(found)).to.deep.equal(names(tabbable(root)));
    expect(found.length).to.be.above(12);
  });

  it('finds areas of an image map and frames, too', async () => {
    const root = await fixture<HTMLElement>(html`
      <div>
        <img usemap="#map" width="40" height="40" alt="" />
        <map name="map"><area href="#there" shape="default" alt="there" /><area alt="nowhere" /></map>
        <iframe title="frame" srcdoc="frame"></iframe>
      </div>
    `);
    const found = keyboardStops(root, []).map(({element}) => element.localName);
    expect(found).to.deep.equal(['area', 'iframe']);
  });

  it('stops at the first radio button of a group if none is checked', async () => {
    const root = await fixture<HTMLElement>(html`
      <form>
        <input type="radio" name="a" aria-label="a1" />
        <input type="radio" name="a" aria-label="a2" />
        <input type="radio" name="b" aria-label="b1" />
        <input type="radio" aria-label="alone" />
      </form>
    `);
    const found = keyboardStops(root, []).map(({element}) => element);
    expect(names(found)).to.deep.equal(['a1', 'b1', 'alone']);
  });
});
