import {expect, fixture, html, oneEvent, waitUntil} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';

async function buttonOf(
  template = html`<predictive-button>Save</predictive-button>`,
): Promise<PredictiveButton> {
  return fixture<PredictiveButton>(template);
}

function inner(button: PredictiveButton): HTMLElement {
  return button.shadowRoot!.querySelector<HTMLElement>('[part=button]')!;
}

function clicksOf(target: EventTarget): Event[] {
  const clicks: Event[] = [];
  target.addEventListener('click', (event) => clicks.push(event));
  return clicks;
}

async function formOf(
  template: ReturnType<typeof html>,
): Promise<{form: HTMLFormElement; submits: SubmitEvent[]}> {
  const form = await fixture<HTMLFormElement>(template);
  const submits: SubmitEvent[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submits.push(event);
  });
  return {form, submits};
}

describe('predictive-button', () => {
  it('passes the accessibility audit as a button, a link, an icon with a label, and disabled', async () => {
    const all = await fixture(html`
      <div>
        <predictive-button>Save</predictive-button>
        <predictive-button href="/help">Help</predictive-button>
        <predictive-button aria-label="Close">✕</predictive-button>
        <predictive-button disabled>Delete</predictive-button>
        <predictive-button href="/help" disabled>More</predictive-button>
      </div>
    `);
    await expect(all).to.be.accessible();
  });

  it('is pressed by Enter and Space, and takes focus by Tab and by focus()', async () => {
    const root = await fixture(html`<div><input /><predictive-button>Save</predictive-button></div>`);
    const button = root.querySelector('predictive-button')!;
    const clicks = clicksOf(button);
    button.focus();
    expect(document.activeElement === button).to.be.true;
    await sendKeys({press: 'Enter'});
    await sendKeys({press: 'Space'});
    expect(clicks.length).to.equal(2);
    root.querySelector('input')!.focus();
    await sendKeys({press: 'Tab'});
    expect(document.activeElement === button).to.be.true;
  });

  it('passes the host’s label on to the native button', async () => {
    const button = await buttonOf(
      html`<predictive-button aria-label="Close" aria-expanded="false">✕</predictive-button>`,
    );
    expect(inner(button).getAttribute('aria-label')).to.equal('Close');
    expect(inner(button).getAttribute('aria-expanded')).to.equal('false');
  });

  it('keeps the page’s custom properties in its label', async () => {
    const around = await fixture(html`
      <div style="--accent: red; --radius: 1px">
        <predictive-button><b>Save</b></predictive-button>
      </div>
    `);
    const label = getComputedStyle(around.querySelector('b')!);
    expect([label.getPropertyValue('--accent'), label.getPropertyValue('--radius')]).to.deep.equal([
      'red',
      '1px',
    ]);
  });

  it('is a native link with href, target and rel', async () => {
    const button = await buttonOf(
      html`<predictive-button href="/help#top" target="_blank" rel="noopener">Help</predictive-button>`,
    );
    const link = inner(button) as HTMLAnchorElement;
    expect(link.localName).to.equal('a');
    expect([link.getAttribute('href'), link.target, link.rel]).to.deep.equal([
      '/help#top',
      '_blank',
      'noopener',
    ]);
  });

  it('does nothing when disabled, by itself or by a fieldset', async () => {
    const {form, submits} = await formOf(html`
      <form>
        <predictive-button id="a" type="submit" disabled>Save</predictive-button>
        <fieldset disabled><predictive-button id="b" type="submit">Save</predictive-button></fieldset>
      </form>
    `);
    for (const button of form.querySelectorAll('predictive-button')) {
      const clicks = clicksOf(button);
      button.click();
      inner(button).click();
      button.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
      expect(clicks, button.id).to.be.empty;
    }
    expect(submits).to.be.empty;
  });

  it('is a link like any other in a disabled fieldset', async () => {
    const place = await fixture(html`
      <fieldset disabled><predictive-button href="#help">Help</predictive-button></fieldset>
    `);
    const button = place.querySelector('predictive-button')!;
    await button.updateComplete;
    expect(button.targetDisabled).to.be.false;
    button.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => location.hash === '#help');
    history.replaceState(null, '', location.pathname + location.search);
    button.href = null;
    expect(button.targetDisabled).to.be.true;
  });

  it('is a link without destination when disabled', async () => {
    const button = await buttonOf(html`<predictive-button href="/help" disabled>Help</predictive-button>`);
    expect(inner(button).hasAttribute('href')).to.be.false;
    expect(inner(button).getAttribute('aria-disabled')).to.equal('true');
  });

  describe('in a form', () => {
    it('does not submit by default', async () => {
      const {form, submits} = await formOf(html`<form><predictive-button>Save</predictive-button></form>`);
      form.querySelector('predictive-button')!.click();
      expect(submits).to.be.empty;
    });

    it('submits within the click, with its name and value, by a submitter inside it', async () => {
      const {form, submits} = await formOf(html`
        <form>
          <input name="q" value="x" /><predictive-button type="submit" name="do" value="save"
            >Save</predictive-button
          >
        </form>
      `);
      const button = form.querySelector('predictive-button')!;
      let data: [string, FormDataEntryValue][] = [];
      form.addEventListener('submit', ({submitter}) => (data = [...new FormData(form, submitter)]));
      button.click();
      expect(submits.length).to.equal(1);
      expect(submits[0]!.submitter?.closest('predictive-button') === button).to.be.true;
      expect(data).to.deep.equal([
        ['q', 'x'],
        ['do', 'save'],
      ]);
      expect([...new FormData(form)], 'it has no value afterwards').to.deep.equal([['q', 'x']]);
    });

    it('submits after a listener that stops propagation, and not after one that prevents', async () => {
      const {form, submits} = await formOf(
        html`<form><predictive-button type="submit">Save</predictive-button></form>`,
      );
      const button = form.querySelector('predictive-button')!;
      const submitted = oneEvent(form, 'submit');
      button.addEventListener('click', (event) => event.stopImmediatePropagation(), {once: true});
      button.click();
      await submitted;
      button.addEventListener('click', (event) => event.preventDefault(), {once: true});
      button.click();
      expect(submits.length).to.equal(1);
    });

    it('does not submit what is invalid', async () => {
      const {form, submits} = await formOf(html`
        <form><input required /><predictive-button type="submit">Save</predictive-button></form>
      `);
      form.querySelector('predictive-button')!.click();
      expect(submits).to.be.empty;
    });

    it('resets', async () => {
      const {form} = await formOf(
        html`<form><input value="a" /><predictive-button type="reset">Reset</predictive-button></form>`,
      );
      const input = form.querySelector('input')!;
      input.value = 'b';
      form.querySelector('predictive-button')!.click();
      expect(input.value).to.equal('a');
    });

    it('belongs to the form around it, or to that of its form attribute', async () => {
      const root = await fixture(html`
        <div>
          <form id="f"></form>
          <predictive-button form="f" type="submit">Save</predictive-button>
        </div>
      `);
      expect(root.querySelector('predictive-button')!.form).to.equal(root.querySelector('form'));
    });
  });

  it('derives its key from key, id, href, name and value, or text, in that order', async () => {
    const all = await fixture(html`
      <div>
        <predictive-button key="k" id="i" href="/h">Text</predictive-button>
        <predictive-button id="i2" href="/h">Text</predictive-button>
        <predictive-button href="/h" name="n">Text</predictive-button>
        <predictive-button name="n" value="v">Text</predictive-button>
        <predictive-button> Some text </predictive-button>
      </div>
    `);
    const keys = [...all.querySelectorAll('predictive-button')].map(({targetKey}) => targetKey);
    expect(keys).to.deep.equal(['k', 'i2', '/h', 'n=v', 'Some text']);
  });

  it('F64 treats markup and endless text as text, shortened', async () => {
    const button = await buttonOf();
    button.key = '<img onerror=alert(1)>';
    expect(button.targetKey).to.equal('<img onerror=alert(1)>');
    button.key = 'x'.repeat(1e6);
    expect(button.targetKey.length).to.equal(200);
  });

  it('moves no box and changes nothing for assistive technology when it is predicted', async () => {
    const button = await buttonOf();
    const box = (element: Element): string => JSON.stringify(element.getBoundingClientRect());
    const label = button.shadowRoot!.querySelector('[part=label]')!;
    const before = [box(button), box(inner(button)), box(label), inner(button).outerHTML];
    button.showPredicted(true);
    await button.updateComplete;
    expect([box(button), box(inner(button)), box(label), inner(button).outerHTML]).to.deep.equal(before);
    expect(button.matches(':state(predicted)')).to.be.true;
    button.showPredicted(false);
    expect(button.matches('[predicted], :state(predicted)')).to.be.false;
  });

  it('falls back to the default for an unknown word, with one warning that names it and the choices', async () => {
    const warnings: string[] = [];
    const warn = console.warn;
    console.warn = (message: string) => warnings.push(message);
    try {
      const first = await buttonOf(html`<predictive-button eagerness="keen">Save</predictive-button>`);
      const second = await buttonOf(html`<predictive-button eagerness="keen">Save</predictive-button>`);
      expect([first.eagerness, second.eagerness]).to.deep.equal(['moderate', 'moderate']);
    } finally {
      console.warn = warn;
    }
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.include('eagerness="keen"').and.include('moderate, conservative, eager');
  });

  it('works the same after being moved and removed', async () => {
    const root = await fixture(
      html`<div>
        <p></p>
        <predictive-button>Save</predictive-button>
      </div>`,
    );
    const button = root.querySelector('predictive-button')!;
    root.querySelector('p')!.append(button);
    const clicks = clicksOf(button);
    inner(button).click();
    button.remove();
    root.append(button);
    inner(button).click();
    expect(clicks.length).to.equal(2);
  });
});
