import {expect, fixture, html, nextFrame, oneEvent, waitUntil} from '@open-wc/testing';
import {sendKeys, sendMouse, resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';

const icon = html`<svg viewBox="0 0 24 24">
  <title>a picture</title>
  <circle cx="12" cy="12" r="9" />
</svg>`;

const inner = (button: PredictiveButton): HTMLElement => button.shadowRoot!.querySelector('[part=button]')!;
const pieceOf = (button: PredictiveButton, name: string): HTMLElement | null =>
  button.shadowRoot!.querySelector(`[part=${name}]`);

async function buttonOf(template: ReturnType<typeof html>): Promise<PredictiveButton> {
  const button = await fixture<PredictiveButton>(template);
  await button.updateComplete;
  await nextFrame();
  return button;
}

/** Calls with everything that is warned of meanwhile. */
async function warnings(act: () => Promise<unknown>): Promise<unknown[][]> {
  const {warn} = console;
  const calls: unknown[][] = [];
  console.warn = (...args: unknown[]) => calls.push(args);
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return calls;
}

describe('the look of a button', () => {
  it('has the sizes 32, 40 and 48, and never less than 24', async () => {
    for (const [size, height] of [
      ['small', 32],
      ['medium', 40],
      ['large', 48],
    ] as const) {
      const button = await buttonOf(html`<predictive-button size=${size}>Save</predictive-button>`);
      expect(button.getBoundingClientRect().height, size).to.equal(height);
    }
    for (const size of ['small', 'medium'] as const) {
      const tiny = await buttonOf(
        html`<predictive-button size=${size} style="--predictive-height: 12px; --predictive-button-padding: 0"
          >i</predictive-button
        >`,
      );
      const {width, height} = tiny.getBoundingClientRect();
      expect(Math.min(width, height), `${size}, tiny`).to.be.at.least(24);
    }
  });

  it('grows with a label of two lines, and keeps its words inside', async () => {
    const button = await buttonOf(
      html`<predictive-button style="width: 130px">Every invoice of the third quarter</predictive-button>`,
    );
    expect(button.offsetHeight).to.be.above(48);
    expect(inner(button).scrollWidth).to.be.at.most(130);
    const word = await buttonOf(
      html`<predictive-button style="width: 90px">Donaudampfschifffahrtsgesellschaft</predictive-button>`,
    );
    expect(inner(word).scrollWidth).to.be.at.most(90);
  });

  it('keeps its words whole beside others in a row, and breaks one only where the place is narrower', async () => {
    for (const place of [
      'display: flex',
      'display: grid; grid-template-columns: 1fr auto',
      'display: table',
    ]) {
      const row = await fixture<HTMLElement>(html`
        <div style="${place}; width: 300px">
          <p style="display: table-cell; width: 100%">
            A long text that would like to have all of the row for itself
          </p>
          <predictive-button>Continue</predictive-button>
        </div>
      `);
      const button = row.querySelector('predictive-button')!;
      await button.updateComplete;
      const lines = inner(button).querySelector<HTMLElement>('[part=label]')!.offsetHeight / 20;
      expect(lines, place).to.equal(1);
    }
    for (const place of ['display: block', 'display: flex', 'display: flex; flex-direction: column']) {
      const narrow = await fixture<HTMLElement>(html`
        <div style="${place}; width: 90px">
          <predictive-button>Donaudampfschifffahrtsgesellschaft</predictive-button>
        </div>
      `);
      const button = narrow.querySelector('predictive-button')!;
      await button.updateComplete;
      expect(narrow.scrollWidth, place).to.equal(90);
      expect(inner(button).scrollWidth, place).to.be.at.most(90);
    }
  });

  it('reflects what a framework sets as properties, and takes what it unsets', async () => {
    const button = await buttonOf(html`<predictive-button>Save</predictive-button>`);
    expect([button.variant, button.appearance, button.size]).to.deep.equal(['neutral', 'outlined', 'medium']);
    expect(button.getAttributeNames()).to.deep.equal([]);
    Object.assign(button, {variant: 'danger', appearance: 'filled', size: 'large', pill: true});
    await button.updateComplete;
    expect(button.outerHTML).to.contain('variant="danger"').and.contain('appearance="filled"');
    expect(button.matches('[size=large][pill]')).to.be.true;
    Object.assign(button, {variant: undefined, size: undefined});
    await button.updateComplete;
    expect([button.variant, button.size]).to.deep.equal(['neutral', 'medium']);
    expect(button.matches('[variant=danger], [size=large]')).to.be.false;
  });

  it('is square with an icon alone, in each size, and not with text beside it', async () => {
    for (const size of ['small', 'medium', 'large'] as const) {
      const alone = await buttonOf(
        html`<predictive-button size=${size} aria-label="Search">${icon}</predictive-button>`,
      );
      expect(alone.matches(':state(icon-only)'), size).to.be.true;
      expect(alone.offsetWidth, size).to.equal(alone.offsetHeight);
    }
    const started = await buttonOf(
      html`<predictive-button aria-label="Search"
        ><svg slot="start" viewBox="0 0 9 9"></svg
      ></predictive-button>`,
    );
    expect(started.offsetWidth, 'an icon in a slot').to.equal(started.offsetHeight);
    const both = await buttonOf(html`<predictive-button>${icon} Search</predictive-button>`);
    expect(both.matches(':state(icon-only)')).to.be.false;
    both.replaceChildren(document.createElement('img'));
    both.ariaLabel = 'Search';
    await waitUntil(() => both.matches(':state(icon-only)'), 'the text has gone');
  });

  it('warns of an icon without a name, and of nothing that has one', async () => {
    const silent = await warnings(async () => {
      await buttonOf(html`<predictive-button aria-label="Search"><b></b></predictive-button>`);
      await buttonOf(html`<predictive-button title="Search"><b></b></predictive-button>`);
      await buttonOf(html`<predictive-button>${icon}</predictive-button>`);
      await buttonOf(html`<predictive-button><img alt="Search" /></predictive-button>`);
      await fixture(html`
        <div>
          <label for="named">Search</label><predictive-button id="named"><b></b></predictive-button>
        </div>
      `);
      await buttonOf(html`<predictive-button></predictive-button>`);
    });
    expect(silent).to.deep.equal([]);
    const said = await warnings(() => buttonOf(html`<predictive-button><img alt="" /></predictive-button>`));
    expect(said.length).to.equal(1);
    expect(said[0]![0]).to.contain('aria-label');
  });

  it('has a caret and slots in the order of the writing direction', async () => {
    for (const dir of ['ltr', 'rtl'] as const) {
      const button = await buttonOf(
        html`<predictive-button caret dir=${dir}
          ><b slot="end">3</b>Menu<i slot="start">★</i></predictive-button
        >`,
      );
      const at = (element: Element): number => element.getBoundingClientRect().x * (dir === 'rtl' ? -1 : 1);
      const order = [
        at(button.querySelector('i')!),
        at(pieceOf(button, 'label')!),
        at(button.querySelector('b')!),
        at(pieceOf(button, 'caret')!),
      ];
      expect(
        [...order].sort((a, b) => a - b),
        dir,
      ).to.deep.equal(order);
      button.caret = false;
      await button.updateComplete;
      expect(pieceOf(button, 'caret'), dir).to.be.null;
    }
  });
});

describe('a loading button', () => {
  it('keeps its width, its name and its focus, shows a spinner, and is busy', async () => {
    const button = await buttonOf(html`<predictive-button>Save the invoice</predictive-button>`);
    const before = button.getBoundingClientRect();
    button.focus();
    button.loading = true;
    await button.updateComplete;
    expect(button.getBoundingClientRect()).to.deep.equal(before);
    expect(pieceOf(button, 'spinner')).not.to.be.null;
    expect(inner(button).matches('[aria-busy=true][aria-disabled=true]:not(:disabled)')).to.be.true;
    expect(document.activeElement).to.equal(button);
    expect(button.shadowRoot!.activeElement).to.equal(inner(button));
    button.loading = false;
    await button.updateComplete;
    expect(inner(button).matches('[aria-busy], [aria-disabled]')).to.be.false;
    expect(pieceOf(button, 'spinner')).to.be.null;
  });

  it('shows the spinner before its label, which stays readable, within the button', async () => {
    for (const dir of ['ltr', 'rtl'])
      for (const size of ['small', 'medium', 'large']) {
        const button = await buttonOf(
          html`<predictive-button dir=${dir} size=${size} caret
            ><svg slot="start"></svg>Save</predictive-button
          >`,
        );
        const {width} = button.getBoundingClientRect();
        button.loading = true;
        await button.updateComplete;
        const spinner = pieceOf(button, 'spinner')!;
        // Its turning would change its box.
        spinner.getAnimations().forEach((animation) => animation.cancel());
        const label = pieceOf(button, 'label')!;
        const [outer, text, ring] = [button, label, spinner].map((each) => each.getBoundingClientRect());
        expect(outer!.width).to.equal(width);
        expect(getComputedStyle(label).opacity).to.equal('1');
        expect(ring!.width).to.be.closeTo(ring!.height, 0.1);
        if (dir === 'ltr') expect(ring!.right).to.be.below(text!.left);
        else expect(ring!.left).to.be.above(text!.right);
        expect(Math.abs(ring!.top + ring!.bottom - text!.top - text!.bottom)).to.be.below(2);
        for (const each of [text!, ring!]) {
          expect(each.left).to.be.above(outer!.left);
          expect(each.right).to.be.below(outer!.right);
        }
        const icon = button.querySelector('svg')!;
        expect([
          getComputedStyle(icon).opacity,
          getComputedStyle(pieceOf(button, 'caret')!).opacity,
        ]).to.deep.equal(['0', '0']);
      }
  });

  it('shows the spinner in place of an icon alone', async () => {
    const button = await buttonOf(
      html`<predictive-button aria-label="Add"><svg viewBox="0 0 1 1"></svg></predictive-button>`,
    );
    button.loading = true;
    await button.updateComplete;
    const spinner = pieceOf(button, 'spinner')!;
    spinner.getAnimations().forEach((animation) => animation.cancel());
    const [outer, ring] = [button, spinner].map((each) => each.getBoundingClientRect());
    expect(ring!.left + ring!.right).to.be.closeTo(outer!.left + outer!.right, 1);
    expect(ring!.top + ring!.bottom).to.be.closeTo(outer!.top + outer!.bottom, 1);
    expect(getComputedStyle(button.querySelector('svg')!).opacity).to.equal('0');
  });

  it('shows the spinner in the middle, whatever slot the icon alone is in, at any size', async () => {
    for (const size of ['small', 'medium', 'large'])
      for (const slot of ['', 'start', 'end']) {
        const button = await buttonOf(
          html`<predictive-button aria-label="Add" size=${size}
            ><svg slot=${slot} viewBox="0 0 1 1"></svg
          ></predictive-button>`,
        );
        button.loading = true;
        await button.updateComplete;
        const spinner = pieceOf(button, 'spinner')!;
        spinner.getAnimations().forEach((animation) => animation.cancel());
        const [outer, ring] = [button, spinner].map((each) => each.getBoundingClientRect());
        expect(ring!.left + ring!.right, `${size} ${slot}`).to.be.closeTo(outer!.left + outer!.right, 1);
        expect(ring!.top + ring!.bottom, `${size} ${slot}`).to.be.closeTo(outer!.top + outer!.bottom, 1);
        expect(getComputedStyle(button.querySelector('svg')!).opacity).to.equal('0');
      }
  });

  it('is announced politely, in the page’s words', async () => {
    for (const words of [undefined, 'Wird gespeichert']) {
      const button = await buttonOf(html`<predictive-button>Save</predictive-button>`);
      if (words !== undefined) button.loadingText = words;
      button.loading = true;
      const text = (): string | undefined => button.shadowRoot!.querySelector('[role=status]')?.textContent;
      await waitUntil(() => text() === (words ?? 'Loading'));
      button.loading = false;
      await button.updateComplete;
      expect(text()).to.be.undefined;
    }
  });

  it('takes no press by pointer, keyboard, script or a form’s Enter, and does after', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form><input name="total" /><predictive-button type="submit" loading>Pay</predictive-button></form>
    `);
    const button = form.querySelector('predictive-button')!;
    await button.updateComplete;
    let submits = 0;
    let clicks = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits++;
    });
    button.addEventListener('click', () => clicks++);
    const {x, y} = button.getBoundingClientRect();
    await sendMouse({type: 'click', position: [Math.round(x + 10), Math.round(y + 10)]});
    button.focus();
    await sendKeys({press: 'Enter'});
    await sendKeys({press: 'Space'});
    button.click();
    form.querySelector('input')!.focus();
    await sendKeys({press: 'Enter'});
    expect({submits, clicks}).to.deep.equal({submits: 0, clicks: 0});
    button.loading = false;
    await button.updateComplete;
    setTimeout(() => button.click());
    await oneEvent(form, 'submit');
    expect({submits, clicks}).to.deep.equal({submits: 1, clicks: 1});
    await resetMouse();
  });

  it('takes the press whose listener sets it, by pointer, keyboard, script or a form’s Enter, and none after', async () => {
    for (const by of ['pointer', 'key', 'script', 'event', 'field']) {
      const form = await fixture<HTMLFormElement>(html`
        <form>
          <input name="total" />
          <predictive-button type="submit" name="go" value="1" onclick="this.loading = true"
            >Pay</predictive-button
          >
        </form>
      `);
      const button = form.querySelector('predictive-button')!;
      const sent: string[] = [];
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        sent.push(...new FormData(form, event.submitter).getAll('go').map(String));
      });
      const {x, y} = button.getBoundingClientRect();
      const position: [number, number] = [Math.round(x + 10), Math.round(y + 10)];
      const press = async (): Promise<void> => {
        if (by === 'pointer') return sendMouse({type: 'click', position});
        if (by === 'script') {
          button.click();
          return;
        }
        if (by === 'event') return void button.dispatchEvent(new MouseEvent('click', {bubbles: true}));
        form.querySelector<HTMLElement>(by === 'field' ? 'input' : 'predictive-button')!.focus();
        await sendKeys({press: 'Enter'});
      };
      await press();
      await press();
      expect(sent, by).to.deep.equal(['1']);
      expect(button.targetDisabled, by).to.be.true;
      await waitUntil(() => inner(button).getAttribute('aria-disabled') === 'true', by);
      form.remove();
    }
    await resetMouse();
  });

  it('takes no second press within the same task', async () => {
    const button = await buttonOf(html`<predictive-button>Pay</predictive-button>`);
    let clicks = 0;
    button.addEventListener('click', () => {
      clicks++;
      button.loading = true;
    });
    button.click();
    button.click();
    inner(button).click();
    expect(clicks).to.equal(1);
  });

  it('lets the link be followed whose listener sets it, once', async () => {
    const button = await buttonOf(
      html`<predictive-button href="#paid" onclick="this.loading = true">Pay</predictive-button>`,
    );
    button.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => location.hash === '#paid');
    await waitUntil(() => !inner(button).hasAttribute('href'));
    history.replaceState(null, '', location.pathname + location.search);
    await sendKeys({press: 'Enter'});
    inner(button).click();
    expect(location.hash).to.equal('');
  });

  it('passes the accessibility audit in every look', async () => {
    const root = await fixture(html`
      <div>
        <predictive-button loading>Save</predictive-button>
        <predictive-button variant="brand" appearance="filled" caret>Save</predictive-button>
        <predictive-button disabled="focusable">Save</predictive-button>
        <predictive-button href="/help" disabled="focusable">Save</predictive-button>
        <predictive-button href="/help" loading>Save</predictive-button>
      </div>
    `);
    await expect(root).to.be.accessible();
  });
});

describe('a disabled button that is focusable', () => {
  for (const href of [undefined, '/nowhere'])
    it(`is reached by Tab and takes no press, as a ${href === undefined ? 'button' : 'link'}`, async () => {
      const root = await fixture(html`
        <div>
          <input />
          <predictive-button disabled="focusable" .href=${href ?? null}>Pay</predictive-button>
          <predictive-button disabled .href=${href ?? null}>Never</predictive-button>
          <input id="last" />
        </div>
      `);
      const [button] = root.querySelectorAll('predictive-button');
      await button!.updateComplete;
      let clicks = 0;
      root.addEventListener('click', () => clicks++);
      root.querySelector('input')!.focus();
      await sendKeys({press: 'Tab'});
      expect(document.activeElement).to.equal(button);
      expect(inner(button!).getAttribute('aria-disabled')).to.equal('true');
      await sendKeys({press: 'Enter'});
      await sendKeys({press: 'Space'});
      button!.click();
      expect(clicks).to.equal(0);
      expect(location.pathname).not.to.equal('/nowhere');
      expect(button!.targetDisabled).to.be.true;
      await sendKeys({press: 'Tab'});
      expect(document.activeElement!.id).to.equal('last');
    });

  it('says so by its property, which templates may set', async () => {
    const button = await buttonOf(html`<predictive-button .disabled=${'focusable'}>Pay</predictive-button>`);
    expect(button.getAttribute('disabled')).to.equal('focusable');
    button.disabled = false;
    await button.updateComplete;
    expect(button.hasAttribute('disabled')).to.be.false;
    expect(inner(button).hasAttribute('aria-disabled')).to.be.false;
    button.setAttribute('disabled', '');
    expect(button.disabled).to.be.true;
  });
});
