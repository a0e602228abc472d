// Asks a kit's button in Chromium what it does, with real clicks and keys.
import type {Browser, Page} from 'puppeteer-core';
import type {KitBundle} from './bundle-kit.js';
import type {Kit} from './kits.js';

export type Answers = Record<string, boolean | string>;

/** Longest wait for what a press should cause, ms: it comes at once, or never. */
const waitMs = 400;

const origin = 'http://kits.invalid';

/** Where the forms and links of the questions lead; the browser asks for an icon by itself. */
const destinations = ['/form', '/other', '/page'];

/** A page of a kit, and what its forms have sent. */
class KitPage {
  readonly sent: URL[] = [];

  private constructor(
    readonly page: Page,
    private readonly kit: Kit,
  ) {}

  static async open(browser: Browser, kit: Kit, {script, styles}: KitBundle): Promise<KitPage> {
    const page = await browser.newPage();
    const opened = new KitPage(page, kit);
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin) return void request.abort();
      if (destinations.includes(url.pathname)) opened.sent.push(url);
      const body = url.pathname === '/' ? '<!doctype html><html lang="en"><title>Kit</title><body>' : 'sent';
      return void request.respond({contentType: 'text/html', body});
    });
    await page.goto(`${origin}/`);
    if (styles !== '') await page.addStyleTag({content: styles});
    if (script !== '') await page.addScriptTag({content: script, type: 'module'});
    return opened;
  }

  /** Replaces the page's content, and waits until the elements have rendered. */
  async show(markup: string): Promise<void> {
    const [open, close] = this.kit.around ?? ['', ''];
    this.sent.length = 0;
    await this.page.evaluate((html) => {
      document.body.innerHTML = html;
    }, `${open}${markup}<iframe name="frame" hidden></iframe>${close}`);
    await this.page.evaluate(
      () =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))),
    );
  }

  /** The URL of what a form sends within `waitMs` after `act`. */
  async sentAfter(act: () => Promise<unknown>): Promise<URL | undefined> {
    await act();
    const until = Date.now() + waitMs;
    while (this.sent.length === 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
    return this.sent[0];
  }

  async holds(condition: string): Promise<boolean> {
    return this.page
      .waitForFunction(condition, {timeout: waitMs})
      .then(() => true)
      .catch(() => false);
  }

  press = (selector: string): Promise<void> => this.page.click(selector);
}

/** What a press, Enter in a field, and the attributes of a native submit button do. */
async function askForms(page: KitPage, {tag}: Kit): Promise<Answers> {
  const form = (attributes: string, fields = '<input name="q">', formAttributes = '') =>
    `<form action="/form" target="frame" ${formAttributes}>${fields}` +
    `<${tag} id="b" type="submit" ${attributes}>Send</${tag}></form>`;
  const press = () => page.sentAfter(() => page.press('#b'));
  const enter = () =>
    page.sentAfter(async () => {
      await page.page.focus('input');
      await page.page.keyboard.press('Enter');
    });

  await page.show(form('name="go" value="1"'));
  const pressed = await press();
  await page.show(form('name="go" value="1"', '<input name="q"><input name="r">'));
  const entered = await enter();
  await page.show(form('disabled', '<input name="q"><input name="r">'));
  const whileDisabled = await enter();
  await page.show(form('formaction="/other"'));
  const elsewhere = await press();
  await page.show(form('formnovalidate', '<input name="q" required>'));
  const unchecked = await press();
  await page.show(
    `<form id="f" action="/form" target="frame"></form><${tag} id="b" type="submit" form="f">S</${tag}>`,
  );
  const fromOutside = await press();
  await page.show(form(''));
  const listed = await page.page.evaluate(() => document.querySelector('form')!.elements.length === 2);
  return {
    'submits on a press': pressed !== undefined,
    'sends its name and value': pressed?.searchParams.get('go') === '1',
    'submits on Enter in one of two fields': entered !== undefined,
    'is the submitter then': entered?.searchParams.get('go') === '1',
    'not on Enter while disabled': whileDisabled === undefined,
    formaction: elsewhere?.pathname === '/other',
    formnovalidate: unchecked !== undefined,
    'form="id" from outside': fromOutside !== undefined,
    'in form.elements': listed,
  };
}

async function askInvokers(page: KitPage, {tag}: Kit): Promise<Answers> {
  const isOpen = `document.querySelector('#pop').matches(':popover-open')`;
  const popover = '<div popover id="pop">Content</div>';
  await page.show(`<${tag} id="b" popovertarget="pop">Open</${tag}>${popover}`);
  await page.press('#b');
  const byTarget = await page.holds(isOpen);
  await page.show(`<${tag} id="b" commandfor="pop" command="show-popover">Open</${tag}>${popover}`);
  await page.press('#b');
  return {popovertarget: byTarget, commandfor: await page.holds(isOpen)};
}

async function askStates(page: KitPage, kit: Kit): Promise<Answers> {
  const {tag, loading, focusableDisabled} = kit;
  const answers: Answers = {};
  const presses = async (
    attribute: string,
  ): Promise<{clicks: number; focused: boolean; widths: number[]}> => {
    await page.show(`<${tag} id="b">Send it now</${tag}>`);
    await page.page.evaluate(() => {
      Object.assign(window, {clicks: 0});
      document.querySelector('#b')!.addEventListener('click', () => window.clicks++);
    });
    const width = () => page.page.$eval('#b', (element) => element.getBoundingClientRect().width);
    const before = await width();
    const [name, value = ''] = attribute.split('=') as [string, string?];
    await page.page.$eval('#b', (element, ...set) => element.setAttribute(...set), name, value);
    await new Promise((done) => setTimeout(done, 100));
    const after = await width();
    await page.press('#b');
    await page.page.$eval('#b', (element) => (element as HTMLElement).focus());
    return {
      clicks: await page.page.evaluate(() => window.clicks),
      focused: await page.page.evaluate(() => document.activeElement?.id === 'b'),
      widths: [before, after],
    };
  };
  if (loading !== undefined) {
    const {clicks, widths} = await presses(loading);
    answers['loading: presses ignored'] = clicks === 0;
    answers['loading: width held'] = Math.abs(widths[0]! - widths[1]!) < 1;
  }
  if (focusableDisabled !== undefined) {
    const {clicks, focused} = await presses(focusableDisabled);
    answers['focusable disabled'] = clicks === 0 && focused;
  }
  return answers;
}

async function askLooks(page: KitPage, kit: Kit): Promise<Answers> {
  const {tag, linkTag = tag, sizes, startSlot} = kit;
  const height = async (attributes: string): Promise<string> => {
    await page.show(`<${tag} id="b" ${attributes}>Send</${tag}>`);
    return String(
      await page.page.$eval('#b', (element) => Math.round(element.getBoundingClientRect().height)),
    );
  };
  const heights: string[] = [];
  for (const size of sizes) heights.push(await height(`size="${size}"`));
  const usual = await height('');
  await page.show(`<${linkTag} id="b" href="/page" target="frame">Page</${linkTag}>`);
  const hasLink = await page.page.$eval(
    '#b',
    (element) => element.matches('a') || !!(element.shadowRoot ?? element).querySelector('a[href]'),
  );
  const followed = await page.sentAfter(() => page.press('#b'));
  const isIconFirst = async (direction: 'ltr' | 'rtl'): Promise<boolean> => {
    const slotted = `<i slot="${startSlot}" style="display:inline-block;inline-size:1em;block-size:1em">i</i>`;
    await page.show(`<${tag} id="b" dir="${direction}">${slotted}<span>Label</span></${tag}>`);
    return page.page.evaluate(() => {
      const [icon, label] = ['#b i', '#b span'].map(
        (each) => document.querySelector(each)!.getBoundingClientRect().left,
      );
      return icon! < label!;
    });
  };
  await page.show(`<${tag} id="b">Send</${tag}>`);
  const properties = await page.page.$eval(
    '#b',
    (element) => [...element.computedStyleMap().keys()].filter((name) => name.startsWith('--')).length,
  );
  return {
    'custom properties in force': String(properties),
    height: usual,
    'heights by size': heights.join(', ') || 'none',
    'follows its href': followed?.pathname === '/page',
    'a native link inside': hasLink,
    'mirrored from right to left': (await isIconFirst('ltr')) !== (await isIconFirst('rtl')),
  };
}

declare global {
  interface Window {
    clicks: number;
  }
}

/** What the button does, by question. */
export async function probeKit(browser: Browser, kit: Kit, bundle: KitBundle): Promise<Answers> {
  const page = await KitPage.open(browser, kit, bundle);
  try {
    const answers: Answers = {};
    for (const ask of [askForms, askInvokers, askStates, askLooks])
      Object.assign(answers, await ask(page, kit));
    return answers;
  } finally {
    await page.page.close();
  }
}
