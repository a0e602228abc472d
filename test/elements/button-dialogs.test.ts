import {expect, fixture, fixtureCleanup, nextFrame} from '@open-wc/testing';
import {sendKeys, sendMouse, resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';
import {needs} from '../support/commands.js';

type Kind = 'button' | 'predictive-button';

/** Builds the markup with one kind of button, written as `«attributes|label»`. */
async function build(markup: string, kind: Kind): Promise<HTMLElement> {
  const root = document.createElement('div');
  root.innerHTML = markup.replace(/«([^|»]*)\|([^»]*)»/g, `<${kind} $1>$2</${kind}>`);
  await fixture(root);
  for (const each of root.querySelectorAll('predictive-button')) await each.updateComplete;
  return root;
}

const ways: [way: string, markup: string, open: (root: HTMLElement) => void][] = [
  ['showModal()', 'dialog', (root) => root.querySelector('dialog')!.showModal()],
  ['show()', 'dialog', (root) => root.querySelector('dialog')!.show()],
  ['showPopover()', 'div popover', (root) => root.querySelector<HTMLElement>('[popover]')!.showPopover()],
];
const contents: [what: string, content: string][] = [
  ['it alone has autofocus', '<input id="i">«id=b autofocus|B»'],
  ['another one before it has autofocus', '<input id="i" autofocus>«id=b autofocus|B»'],
  ['none has autofocus', '<input id="i">«id=b|B»'],
  ['it comes first without autofocus', '«id=b|B»<input id="i">'],
];

describe('autofocus, compared with a native button', () => {
  afterEach(fixtureCleanup);

  for (const [way, tag, open] of ways)
    for (const [what, content] of contents)
      it(`${way}: where ${what}`, async () => {
        if (tag === 'div popover' && what === contents[0]![0]) await needs('autofocus-of-hosts-in-popovers');
        const focused: (string | undefined)[] = [];
        for (const kind of ['button', 'predictive-button'] as const) {
          const root = await build(`<${tag}>${content}</${tag.split(' ')[0]!}>`, kind);
          open(root);
          focused.push(document.activeElement?.id);
          fixtureCleanup();
        }
        expect(focused[1]).to.equal(focused[0]);
      });

  it('leaves the focus to a page that moves it when the dialog is open, and gives it again the next time', async () => {
    const root = await build('<dialog><input id="i">«id=b autofocus|B»</dialog>', 'predictive-button');
    const dialog = root.querySelector('dialog')!;
    dialog.showModal();
    root.querySelector('input')!.focus();
    expect(document.activeElement?.id).to.equal('i');
    dialog.close();
    // Until the next frame, the field of the closed dialog is still the active element.
    await nextFrame();
    dialog.showModal();
    expect(document.activeElement?.id).to.equal('b');
  });
});

describe('validity, compared with a native button', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  const state = (button: PredictiveButton | HTMLButtonElement): unknown[] => {
    const {willValidate, validationMessage, validity} = button;
    return [willValidate, validationMessage, validity.valid, validity.customError, button.checkValidity()];
  };

  for (const attributes of ['type=submit', 'type=submit disabled', 'type=button', 'type=reset'])
    it(`is that of ${attributes}, before, with and after a custom message`, async () => {
      const [native, ours] = await Promise.all(
        (['button', 'predictive-button'] as const).map(async (kind) => {
          const root = await build(`<form>«${attributes}|Go»</form>`, kind);
          const button = root.querySelector<HTMLButtonElement>(kind)!;
          const states = [state(button).slice(0, 1), button.checkValidity()];
          button.setCustomValidity('No.');
          states.push(button.checkValidity(), button.willValidate && state(button));
          button.setCustomValidity('');
          states.push(state(button));
          return states;
        }),
      );
      expect(ours).to.deep.equal(native);
    });

  for (const kind of ['button', 'predictive-button'] as const)
    it(`keeps the form from being submitted by a press, unless it is not validated: ${kind}`, async () => {
      const root = await build(
        '<form style="position: fixed; left: 300px; top: 300px">«type=submit|Go»</form>',
        kind,
      );
      const form = root.querySelector('form')!;
      const button = root.querySelector<HTMLButtonElement>(kind)!;
      let submissions = 0;
      let invalid = 0;
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        submissions++;
      });
      button.addEventListener('invalid', () => invalid++);
      button.setCustomValidity('Not yet.');
      await sendMouse({type: 'click', position: [315, 312]});
      expect([submissions, invalid, form.checkValidity()]).to.deep.equal([0, 1, false]);
      button.focus();
      await sendKeys({press: 'Enter'});
      expect(submissions).to.equal(0);
      button.formNoValidate = true;
      await sendKeys({press: 'Enter'});
      expect(submissions).to.equal(1);
      button.formNoValidate = false;
      button.setCustomValidity('');
      await sendMouse({type: 'click', position: [315, 312]});
      expect(submissions).to.equal(2);
    });

  it('is known at once, also before the element is in a page', () => {
    const button = document.createElement('predictive-button');
    button.type = 'submit';
    button.setCustomValidity('No.');
    expect([button.validity.customError, button.validationMessage]).to.deep.equal([true, 'No.']);
  });
});
