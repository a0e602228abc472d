import {expect, fixture, fixtureCleanup} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../src/index.js';

/** What happened on the page, in order, in words that are the same for a native element and the kit's. */
type Log = string[];

interface Case {
  title: string;
  /** Markup; `«…»` is the button: attributes, then `|` and the label. */
  page: string;
  act: (page: Page) => void | Promise<void>;
}

interface Page {
  root: HTMLElement;
  button: HTMLElement;
  form: HTMLFormElement;
  log: Log;
}

type Kind = 'button' | 'predictive-button';

/** Runs a case with one kind of button, and returns what happened. */
async function run({page, act}: Case, kind: Kind): Promise<Log> {
  const root = document.createElement('div');
  root.innerHTML = page.replace(/«([^|»]*)\|([^»]*)»/g, (_, attributes: string, label: string) => {
    return `<${kind} ${attributes}>${label}</${kind}>`;
  });
  await fixture(root);
  const button = root.querySelector<HTMLElement>(kind)!;
  await (button as Partial<{updateComplete: Promise<unknown>}>).updateComplete;
  const form = root.querySelector('form')!;
  const log: Log = [];
  const name = (target: EventTarget | null): string =>
    target instanceof Element ? (target.closest(kind) ? 'button' : target.id || target.localName) : 'none';
  for (const type of ['click', 'reset', 'invalid', 'toggle', 'close', 'command'])
    root.addEventListener(
      type,
      (event) => {
        const {target, source, command, newState} = event as Event & {
          source?: EventTarget;
          command?: string;
          newState?: string;
        };
        log.push([type, name(target), command, newState, source && name(source)].filter(Boolean).join(' '));
      },
      true,
    );
  root.addEventListener('submit', (event) => {
    const {submitter} = event;
    const native = submitter as HTMLButtonElement | null;
    log.push(`submit ${submitter === null ? 'none' : name(submitter)} ${native?.name} ${native?.value}`);
    log.push(
      `data ${[...new FormData(event.target as HTMLFormElement, submitter)].map(([key, value]) => `${key}=${value as string}`).join('&')}`,
    );
    if (native !== null)
      log.push(
        `as ${['formaction', 'formmethod', 'formenctype', 'formtarget'].map((each) => native.getAttribute(each)).join()} ${native.formNoValidate}`,
      );
    const {method} = event.target as HTMLFormElement;
    if (method !== 'dialog' && native?.getAttribute('formmethod') !== 'dialog') event.preventDefault();
  });
  await act({root, button, form, log});
  await new Promise((resolve) => setTimeout(resolve, 30));
  for (const dialog of root.querySelectorAll('dialog'))
    log.push(`dialog ${dialog.open ? 'open' : 'closed'} ${dialog.returnValue}`);
  for (const popover of root.querySelectorAll('[popover]'))
    log.push(`popover ${popover.matches(':popover-open') ? 'open' : 'closed'}`);
  for (const field of root.querySelectorAll('input')) log.push(`value ${field.value}`);
  log.push(`focus ${name(document.activeElement)}`);
  fixtureCleanup();
  return log;
}

const click = ({button}: Page): void => button.click();
const clickTwice = ({button}: Page): void => {
  button.click();
  button.click();
};
const dispatch = ({button}: Page): void =>
  void button.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
const enterIn =
  (id: string) =>
  async ({root}: Page): Promise<void> => {
    root.querySelector<HTMLElement>(`#${id}`)!.focus();
    await sendKeys({press: 'Enter'});
  };
async function key({button}: Page, press: string): Promise<void> {
  button.focus();
  await sendKeys({press});
}

const field = '<input id="q" name="q" value="x">';
const cases: Case[] = [
  // Submission: html/semantics/forms/the-button-element, form-submission-0
  {title: 'submits', page: `<form>${field}«type=submit|Go»</form>`, act: click},
  {title: 'submits by a dispatched click', page: `<form>${field}«type=submit|Go»</form>`, act: dispatch},
  {
    title: 'submits by Enter on it',
    page: `<form>${field}«type=submit|Go»</form>`,
    act: (p) => key(p, 'Enter'),
  },
  {
    title: 'submits by Space on it',
    page: `<form>${field}«type=submit|Go»</form>`,
    act: (p) => key(p, 'Space'),
  },
  {title: 'takes its type in any case', page: `<form>${field}«type=SUBMIT|Go»</form>`, act: click},
  {title: 'sends name and value', page: `<form>${field}«type=submit name=a value=1|Go»</form>`, act: click},
  {title: 'sends an empty value', page: `<form>«type=submit name=a|Go»</form>`, act: click},
  {
    title: 'sends its name in its place',
    page: `<form>«type=submit name=a value=1|Go»${field}</form>`,
    act: click,
  },
  {title: 'does nothing of type button', page: `<form>${field}«type=button name=a|Go»</form>`, act: click},
  {
    title: 'resets',
    page: `<form>${field}«type=reset|Go»</form>`,
    act: (p) => {
      p.root.querySelector('input')!.value = 'changed';
      p.button.click();
    },
  },
  {title: 'does nothing when disabled', page: `<form>${field}«type=submit disabled|Go»</form>`, act: click},
  {
    title: 'does nothing in a disabled fieldset',
    page: `<form><fieldset disabled>«type=submit|Go»</fieldset></form>`,
    act: click,
  },
  {
    title: 'submits in the legend of a disabled fieldset',
    page: `<form><fieldset disabled><legend>«type=submit|Go»</legend></fieldset></form>`,
    act: click,
  },
  {
    title: 'submits the form of its form attribute',
    page: `<form id="f">${field}</form>«type=submit form=f name=a value=1|Go»`,
    act: click,
  },
  {
    title: 'does nothing with an unknown form',
    page: `<form>${field}«type=submit form=none|Go»</form>`,
    act: click,
  },
  {title: 'does nothing without a form', page: `${field}«type=submit|Go»<form></form>`, act: click},
  {
    title: 'submits by its label',
    page: `<form><label id="l" for="b">Label</label>«type=submit id=b name=a|Go»</form>`,
    act: ({root}) => root.querySelector('label')!.click(),
  },
  {
    title: 'submits by its content',
    page: `<form>«type=submit name=a|<b>Go</b>»</form>`,
    act: ({root}) => root.querySelector('b')!.click(),
  },
  {
    title: 'submits by a click that does not bubble',
    page: `<form>«type=submit name=a|Go»</form>`,
    act: ({button}) => void button.dispatchEvent(new MouseEvent('click', {cancelable: true})),
  },
  {
    title: 'does not submit when a listener prevents it',
    page: `<form>«type=submit|Go»</form>`,
    act: ({root, button}) => {
      root.addEventListener('click', (event) => event.preventDefault());
      button.click();
    },
  },
  {
    title: 'submits at once when a listener stops the click',
    page: `<form>«type=submit|Go»</form>`,
    act: ({button, log}) => {
      button.addEventListener('click', (event) => event.stopImmediatePropagation());
      button.click();
      log.push('after click()');
    },
  },
  {
    title: 'does not submit when a listener removes it',
    page: `<form>«type=submit|Go»</form>`,
    act: ({button}) => {
      button.addEventListener('click', () => button.remove());
      button.click();
    },
  },
  {
    title: 'does not submit when a listener disables it',
    page: `<form>«type=submit|Go»</form>`,
    act: ({button}) => {
      button.addEventListener('click', () => button.setAttribute('disabled', ''));
      button.click();
    },
  },
  {
    title: 'submits with what a listener sets',
    page: `<form>«type=submit name=a value=1|Go»</form>`,
    act: ({button}) => {
      button.addEventListener('click', () => button.setAttribute('value', '2'));
      button.click();
    },
  },
  {
    title: 'submits twice',
    page: `<form>«type=submit name=a|Go»</form>`,
    act: clickTwice,
  },
  {
    title: 'is unaffected by controls named as methods',
    page: `<form><input name="submit" value="1"><input name="id">«type=submit name=a|Go»</form>`,
    act: click,
  },
  {
    title: 'overrides the form',
    page: `<form>«type=submit formaction=/x formmethod=post formenctype=text/plain formtarget=_blank|Go»</form>`,
    act: click,
  },
  {
    title: 'does not submit what is invalid, and focuses it',
    page: `<form><input id="q" name="q" required>«type=submit|Go»</form>`,
    act: click,
  },
  {
    title: 'skips validation with formnovalidate',
    page: `<form><input id="q" name="q" required>«type=submit formnovalidate|Go»</form>`,
    act: click,
  },
  {
    title: 'gives a dialog its value',
    page: `<dialog open><form method="dialog">«type=submit value=yes|Go»</form></dialog>`,
    act: click,
  },
  {
    title: 'gives a dialog its value by formmethod',
    page: `<dialog open><form>«type=submit formmethod=dialog value=no|Go»</form></dialog>`,
    act: click,
  },
  {
    title: 'closes a dialog without a value',
    page: `<dialog open><form method="dialog">«type=submit|Go»</form></dialog>`,
    act: click,
  },
  // Implicit submission
  {
    title: 'Enter in the one field submits through it',
    page: `<form>${field}«type=submit name=go value=1|Go»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter in one of two fields submits through it',
    page: `<form>${field}<input name="r">«type=submit name=go value=1|Go»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter does not submit when it is disabled',
    page: `<form>${field}«type=submit disabled|Go»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter does not submit in a disabled fieldset',
    page: `<form>${field}<fieldset disabled>«type=submit|Go»</fieldset></form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter submits one field without a submit button',
    page: `<form>${field}«type=button|Go»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter does not submit two fields without one',
    page: `<form>${field}<input name="r">«type=reset|Go»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter presses the first of two',
    page: `<form>${field}«type=submit name=a|A»«type=submit name=b|B»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter presses a native one before it',
    page: `<form>${field}<input type="submit" name="n">«type=submit name=a|A»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter presses it before a native one',
    page: `<form>«type=submit name=a|A»${field}<input type="submit" name="n"></form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter presses one elsewhere by its form attribute',
    page: `«type=submit form=f name=a|A»<form id="f">${field}<input name="r"></form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter in a field elsewhere presses it',
    page: `<form id="f">«type=submit name=a|A»<input name="r"></form><input id="q" form="f" name="q">`,
    act: enterIn('q'),
  },
  {
    title: 'Enter does not submit when a click listener prevents it',
    page: `<form>${field}<input name="r">«type=submit name=a|A»</form>`,
    act: async (p) => {
      p.button.addEventListener('click', (event) => event.preventDefault());
      await enterIn('q')(p);
    },
  },
  {
    title: 'Enter does not submit what is invalid',
    page: `<form>${field}<input id="r" required>«type=submit|A»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter closes a dialog with its value',
    page: `<dialog open><form method="dialog">${field}<input>«type=submit value=yes|Go»</form></dialog>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter in a checkbox presses it',
    page: `<form><input id="q" type="checkbox">«type=submit name=a|A»</form>`,
    act: enterIn('q'),
  },
  {
    title: 'Enter in a text area does not press it',
    page: `<form><textarea id="q"></textarea>«type=submit name=a|A»</form>`,
    act: enterIn('q'),
  },
  // Popovers and commands: html/semantics/popovers, interactive-elements/invokers
  {
    title: 'toggles a popover',
    page: `<form></form>«popovertarget=p type=button|Go»<p id="p" popover>P</p>`,
    act: click,
  },
  {
    title: 'toggles a popover back',
    page: `<form></form>«popovertarget=p type=button|Go»<p id="p" popover>P</p>`,
    act: clickTwice,
  },
  {
    title: 'shows a popover',
    page: `<form></form>«popovertarget=p popovertargetaction=show type=button|Go»<p id="p" popover>P</p>`,
    act: clickTwice,
  },
  {
    title: 'hides a popover',
    page: `<form></form>«popovertarget=p popovertargetaction=hide type=button|Go»<p id="p" popover>P</p>`,
    act: ({root, button}) => {
      root.querySelector('p')!.showPopover();
      button.click();
    },
  },
  {
    title: 'toggles a popover by a dispatched click',
    page: `<form></form>«popovertarget=p type=button|Go»<p id="p" popover>P</p>`,
    act: dispatch,
  },
  {
    title: 'toggles a popover that comes later',
    page: `<form></form>«popovertarget=p type=button|Go»<section></section>`,
    act: ({root, button}) => {
      root.querySelector('section')!.innerHTML = '<p id="p" popover>P</p>';
      button.click();
    },
  },
  {
    title: 'toggles no popover when prevented',
    page: `<form></form>«popovertarget=p type=button|Go»<p id="p" popover>P</p>`,
    act: ({button}) => {
      button.addEventListener('click', (event) => event.preventDefault());
      button.click();
    },
  },
  {
    title: 'toggles no popover when disabled',
    page: `<form></form>«popovertarget=p type=button disabled|Go»<p id="p" popover>P</p>`,
    act: click,
  },
  {
    title: 'of type submit submits and toggles no popover',
    page: `<form>«popovertarget=p type=submit|Go»<p id="p" popover>P</p></form>`,
    act: click,
  },
  {
    title: 'of type submit without a form toggles a popover',
    page: `<form></form>«popovertarget=p type=submit|Go»<p id="p" popover>P</p>`,
    act: click,
  },
  {
    title: 'toggles a popover set by script',
    page: `<form></form>«type=button|Go»<p id="p" popover>P</p>`,
    act: ({root, button}) => {
      (button as HTMLButtonElement).popoverTargetElement = root.querySelector('p');
      button.click();
    },
  },
  ...['show-popover', 'hide-popover', 'toggle-popover', '--own', 'unknown', ''].map((command) => ({
    title: `sends the command “${command}” to a popover`,
    page: `<form></form>«commandfor=p command="${command}" type=button|Go»<p id="p" popover>P</p>`,
    act: click,
  })),
  ...['show-modal', 'close', 'request-close', '--own'].map((command) => ({
    title: `sends the command “${command}” to a dialog`,
    page: `<form></form>«commandfor=p command="${command}" type=button value=v|Go»<dialog id="p" ${command === 'show-modal' ? '' : 'open'}>D</dialog>`,
    act: click,
  })),
  {
    title: 'of type submit submits and sends no command',
    page: `<form>«commandfor=p command=--own type=submit|Go»<p id="p">P</p></form>`,
    act: click,
  },
  {
    title: 'of type reset resets and sends no command',
    page: `<form>«commandfor=p command=--own type=reset|Go»<p id="p">P</p></form>`,
    act: click,
  },
  {
    title: 'can have the focus in the task in which it is enabled',
    page: `<form></form>«disabled|Go»`,
    act: ({button}) => {
      Object.assign(button, {disabled: false});
      button.focus();
    },
  },
  {
    title: 'prefers a command to a popover',
    page: `<form></form>«commandfor=p command=--own popovertarget=p type=button|Go»<p id="p" popover>P</p>`,
    act: click,
  },
];

describe('predictive-button, compared with a native button', () => {
  for (const each of cases)
    it(each.title, async () => {
      const [native, ours] = [await run(each, 'button'), await run(each, 'predictive-button')];
      expect(native.length, 'something can be compared').to.be.greaterThan(0);
      expect(ours).to.deep.equal(native);
    });
});
