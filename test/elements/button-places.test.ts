import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';
import {
  approach,
  engineLoaded,
  newButton,
  places,
  press,
  record,
  uncaughtErrors,
  withWork,
} from '../support/regions.js';

function control(button: PredictiveButton): HTMLElement {
  return button.shadowRoot!.querySelector<HTMLElement>('[part=button]')!;
}

/** Whether the kit's styles apply. */
function isStyled(button: PredictiveButton): boolean {
  return getComputedStyle(control(button)).display === 'flex';
}

describe('predictive-button in other documents', () => {
  it('keeps its styles when it is moved into a frame and back', async () => {
    const {errors, stop} = uncaughtErrors();
    const root = await fixture<HTMLElement>(html`<div><iframe></iframe></div>`);
    const frame = root.querySelector('iframe')!.contentDocument!;
    const button = newButton('b');
    root.append(button);
    await button.updateComplete;
    expect(isStyled(button), 'at first').to.be.true;
    frame.body.append(button);
    expect(isStyled(button), 'in the frame').to.be.true;
    root.append(button);
    expect(isStyled(button), 'back').to.be.true;
    stop();
    expect(errors).to.be.empty;
  });

  it('has its styles, and submits, when it is first in a frame', async () => {
    const {errors, stop} = uncaughtErrors();
    const root = await fixture<HTMLElement>(html`<div><iframe></iframe></div>`);
    const frame = root.querySelector('iframe')!.contentDocument!;
    const form = frame.createElement('form');
    frame.body.append(form);
    const button = Object.assign(newButton('b'), {type: 'submit', name: 'a', value: '1'});
    form.append(button);
    await button.updateComplete;
    expect(isStyled(button)).to.be.true;
    let data: [string, FormDataEntryValue][] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      data = [...new FormData(form, event.submitter)];
    });
    button.click();
    button.dispatchEvent(new MouseEvent('click', {bubbles: true}));
    expect(data).to.deep.equal([['a', '1']]);
    stop();
    expect(errors).to.be.empty;
  });
});

describe('in quirks mode, as in a frame without a page', () => {
  it('elements are as high as their content, or as the page says', async () => {
    const root = await fixture<HTMLElement>(
      html`<div><iframe style="width: 600px; height: 500px"></iframe></div>`,
    );
    const frame = root.querySelector('iframe')!.contentDocument!;
    expect(frame.compatMode).to.equal('BackCompat');
    for (const markup of [
      '<predictive-button>Save</predictive-button>',
      '<predictive-toggle-button>Bold</predictive-toggle-button>',
      '<predictive-menu-button>More</predictive-menu-button>',
      '<predictive-split-button>Merge</predictive-split-button>',
      '<predictive-link-card href="#a"><h3 slot="heading">A</h3></predictive-link-card>',
    ]) {
      const place = document.createElement('div');
      place.innerHTML = markup;
      const element = place.firstElementChild as HTMLElement;
      root.append(place);
      // The family loads with its tags.
      await customElements.whenDefined(element.localName);
      await waitUntil(() =>
        element.shadowRoot?.querySelector('predictive-button, [part=button], [part=card]'),
      );
      const height = (): number => element.getBoundingClientRect().height;
      const inStandards = height();
      frame.body.append(element);
      await waitUntil(() => height() === inStandards, `${element.localName} is ${inStandards} px high`);
      element.style.height = '120px';
      let inner: Element = element;
      while (inner.shadowRoot)
        inner = inner.shadowRoot.querySelector('predictive-button, [part=button], [part=card]')!;
      expect(inner.getBoundingClientRect().height, `${element.localName}, filled`).to.equal(120);
      element.remove();
    }
  });
});

describe('the submitter', () => {
  async function formWith(prevent: boolean): Promise<{form: HTMLFormElement; button: PredictiveButton}> {
    const form = await fixture<HTMLFormElement>(
      html`<form method="dialog"><predictive-button type="submit" name="a">Go</predictive-button></form>`,
    );
    if (prevent) form.addEventListener('submit', (event) => event.preventDefault());
    return {form, button: form.querySelector('predictive-button')!};
  }

  it('leaves nothing behind in the element after a submission', async () => {
    const {button} = await formWith(false);
    button.click();
    await waitUntil(() => button.children.length === 0);
    expect(button.innerHTML).to.equal('Go');
  });

  it('can still be used later by a listener that has prevented the submission', async () => {
    const {form, button} = await formWith(true);
    let submitter: HTMLElement | null = null;
    form.addEventListener('submit', (event) => ({submitter} = event), {once: true});
    button.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([...new FormData(form, submitter)]).to.deep.equal([['a', '']]);
    const again = record(form, 'submit');
    form.requestSubmit(submitter);
    expect(again.length).to.equal(1);
    button.click();
    expect(button.children.length, 'one at a time').to.equal(1);
  });
});

describe('what assistive technology reads', () => {
  async function icon(attributes: Record<string, string>): Promise<HTMLElement> {
    const root = await fixture<HTMLElement>(
      html`<div>
        <p id="one">One</p>
        <p id="two">Two</p>
        <predictive-button>✕</predictive-button>
      </div>`,
    );
    const button = root.querySelector('predictive-button')!;
    for (const [name, value] of Object.entries(attributes)) button.setAttribute(name, value);
    await button.updateComplete;
    return control(button);
  }

  const names = (elements: readonly Element[] | null): string | undefined =>
    elements?.map(({id}) => id).join();

  it('has the title, the label and the state of the host', async () => {
    const inner = await icon({title: 'Close', 'aria-label': 'Shut', 'aria-current': 'page'});
    expect([inner.title, inner.ariaLabel, inner.ariaCurrent]).to.deep.equal(['Close', 'Shut', 'page']);
  });

  it('refers to elements of the page', async () => {
    const inner = await icon({
      'aria-labelledby': 'one two',
      'aria-describedby': 'two',
      'aria-controls': 'one',
    });
    expect(names(inner.ariaLabelledByElements)).to.equal('one,two');
    expect(names(inner.ariaDescribedByElements)).to.equal('two');
    expect(names(inner.ariaControlsElements)).to.equal('one');
  });

  it('refers to elements that come later, once it has the focus', async () => {
    const inner = await icon({'aria-describedby': 'late'});
    const late = Object.assign(document.createElement('p'), {id: 'late'});
    document.querySelector('#one')!.after(late);
    inner.focus();
    expect(names(inner.ariaDescribedByElements)).to.equal('late');
  });

  it('has the texts where elements cannot be referred to', async () => {
    const descriptors = (['ariaLabelledByElements', 'ariaDescribedByElements'] as const).map(
      (name) => [name, Object.getOwnPropertyDescriptor(Element.prototype, name)!] as const,
    );
    for (const [name] of descriptors) Reflect.deleteProperty(Element.prototype, name);
    try {
      const inner = await icon({'aria-labelledby': 'one two', 'aria-describedby': 'two'});
      expect([inner.ariaLabel, inner.ariaDescription]).to.deep.equal(['One Two', 'Two']);
    } finally {
      for (const [name, descriptor] of descriptors)
        Object.defineProperty(Element.prototype, name, descriptor);
    }
  });
});

describe('a link', () => {
  it('has every attribute of a native one', async () => {
    const values = {
      href: '/x',
      target: '_blank',
      rel: 'nofollow',
      download: 'file.txt',
      referrerpolicy: 'no-referrer',
      hreflang: 'de',
      ping: '/ping',
    };
    const button = newButton('b');
    for (const [name, value] of Object.entries(values)) button.setAttribute(name, value);
    await fixture(html`<div>${button}</div>`);
    const link = control(button);
    expect(
      Object.fromEntries(Object.keys(values).map((name) => [name, link.getAttribute(name)])),
    ).to.deep.equal(values);
  });

  for (const [what, act] of [
    ['click()', (button) => button.click()],
    [
      'a dispatched click',
      (button) => button.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})),
    ],
  ] as [string, (button: PredictiveButton) => void][])
    it(`is followed by ${what}, and not when a listener prevents it`, async () => {
      const button = await fixture<PredictiveButton>(
        html`<predictive-button href="#${what.length}">Go</predictive-button>`,
      );
      button.addEventListener('click', (event) => event.preventDefault(), {once: true});
      act(button);
      expect(location.hash).not.to.equal(`#${what.length}`);
      act(button);
      await waitUntil(() => location.hash === `#${what.length}`);
      history.replaceState(null, '', location.pathname + location.search);
    });
});

describe('predictive-button in a closed shadow root', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  for (const depth of [1, 2])
    it(`is predicted, and its preload is used by a press, ${depth} deep`, async () => {
      const host = document.createElement('div');
      host.style.cssText = 'position: fixed; left: 300px; top: 400px';
      const two = withWork(newButton('two'));
      let inner = host;
      for (let i = 1; i < depth; i++) {
        const next = document.createElement('div');
        inner.attachShadow({mode: 'closed'}).append(next);
        inner = next;
      }
      inner.attachShadow({mode: 'closed'}).append(two);
      const region = await fixture(html`<predictive-region>${host}</predictive-region>`);
      await engineLoaded();
      const outcomes = record(two, 'preload-outcome');
      const samples = record(region, 'predictive-sample');
      await approach(places.two);
      await waitUntil(() => two.predicted);
      await press(places.two);
      await waitUntil(() => outcomes.length > 0);
      expect(outcomes.map(({used}) => used)).to.deep.equal([true]);
      await waitUntil(() => samples.length > 0);
      expect(samples[0]!.key).to.equal('two');
    });
});

describe('predictive-button and the focus', () => {
  afterEach(fixtureCleanup);

  it('gets it by autofocus when it is defined late', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`
      <iframe
        srcdoc=${`<predictive-button autofocus>OK</predictive-button>
          <script type="module">
            await new Promise((resolve) => setTimeout(resolve, 300));
            const script = document.createElement('script');
            script.type = 'module';
            // WebKit resolves no import() of a srcdoc document.
            script.src = '/src/index.ts';
            document.head.append(script);
          </script>`}
      ></iframe>
    `);
    await waitUntil(() => frame.contentDocument?.activeElement?.localName === 'predictive-button', 'focus', {
      timeout: 5000,
    });
  });

  it('is passed by Tab with tabindex -1, and in inert content', async () => {
    const root = await fixture<HTMLElement>(html`
      <div>
        <input id="first" /><predictive-button id="no" tabindex="-1">No</predictive-button>
        <div inert><predictive-button id="inert">Inert</predictive-button></div>
        <predictive-button id="yes">Yes</predictive-button>
      </div>
    `);
    root.querySelector<HTMLElement>('#first')!.focus();
    await sendKeys({press: 'Tab'});
    expect(document.activeElement?.id).to.equal('yes');
  });
});
