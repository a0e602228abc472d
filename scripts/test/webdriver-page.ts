// A WebDriver session: the commands of https://www.w3.org/TR/webdriver2/ that tests need, with a mouse and a
// keyboard of the same shape as puppeteer's, so that web-test-runner's own commands work with it.

type PointerType = 'mouse' | 'pen';

/** Options of a mouse's button, in puppeteer's form. */
interface ButtonOptions {
  button?: string;
}

/** Keys that are not characters: https://www.w3.org/TR/webdriver2/#keyboard-actions. */
const keyValues: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  F2: '\uE032',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

function keyValue(key: string): string {
  // One code point, which may be two UTF-16 code units.
  const value = /^.$/u.test(key) ? key : keyValues[key];
  if (value === undefined) throw new Error(`unknown key: ${key}`);
  return value;
}

/**
 * The number of a mouse's button. WebKitGTK's driver presses the others, too, but then releases the left one.
 */
function buttonNumber({button = 'left'}: ButtonOptions): number {
  if (button !== 'left')
    throw new Error(`the ${button} button: a test of it begins with needs('other-buttons')`);
  return 0;
}

export class WebDriverPage {
  readonly #address: string;
  #isClosed = false;
  /** Drivers handle one command at a time. */
  #last: Promise<unknown> = Promise.resolve();

  /** Opens a session with the driver at `origin`. */
  static async open(origin: string, capabilities: object): Promise<WebDriverPage> {
    const {sessionId} = await send<{sessionId: string}>('POST', `${origin}/session`, {
      capabilities: {alwaysMatch: capabilities},
    });
    return new WebDriverPage(`${origin}/session/${sessionId}`);
  }

  private constructor(address: string) {
    this.#address = address;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  readonly mouse = {
    move: (x: number, y: number, pointerType: PointerType = 'mouse') =>
      this.#point([{type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0}], pointerType),
    down: (options: ButtonOptions = {}, pointerType: PointerType = 'mouse') =>
      this.#point([{type: 'pointerDown', button: buttonNumber(options)}], pointerType),
    up: (options: ButtonOptions = {}, pointerType: PointerType = 'mouse') =>
      this.#point([{type: 'pointerUp', button: buttonNumber(options)}], pointerType),
    click: async (x: number, y: number, options?: ButtonOptions) => {
      await this.mouse.move(x, y);
      await this.mouse.down(options);
      await this.mouse.up(options);
    },
    reset: async () => {
      await this.#command('DELETE', '/actions');
      await this.mouse.move(0, 0);
    },
  };

  readonly keyboard = {
    down: (key: string) => this.#press([{type: 'keyDown', value: keyValue(key)}]),
    up: (key: string) => this.#press([{type: 'keyUp', value: keyValue(key)}]),
    press: async (key: string) => {
      await this.keyboard.down(key);
      await this.keyboard.up(key);
    },
    type: async (text: string) => {
      for (const key of text) await this.keyboard.press(key);
    },
  };

  #point(actions: object[], pointerType: PointerType): Promise<unknown> {
    return this.#act({type: 'pointer', id: pointerType, parameters: {pointerType}, actions});
  }

  #press(actions: object[]): Promise<unknown> {
    return this.#act({type: 'key', id: 'keyboard', actions});
  }

  #act(source: object): Promise<unknown> {
    return this.#command('POST', '/actions', {actions: [source]});
  }

  async goto(url: string): Promise<void> {
    await this.#command('POST', '/url', {url});
  }

  url(): Promise<string> {
    return this.#command<string>('GET', '/url');
  }

  /** Runs `script`, the body of a function, and resolves to what it returns. */
  evaluate(script: string): Promise<unknown> {
    return this.#command('POST', '/execute/sync', {script, args: []});
  }

  /** Sizes the window so that the page has `width` × `height` CSS px. */
  async setViewport({width, height}: {width: number; height: number}): Promise<void> {
    // The window's frame takes the difference, which is known only once it has a size.
    for (let i = 0; i < 5; i++) {
      const [innerWidth, innerHeight] = (await this.evaluate('return [innerWidth, innerHeight]')) as [
        number,
        number,
      ];
      if (innerWidth === width && innerHeight === height) return;
      const rect = await this.#command<{width: number; height: number}>('GET', '/window/rect');
      await this.#command('POST', '/window/rect', {
        width: rect.width + width - innerWidth,
        height: rect.height + height - innerHeight,
      });
    }
  }

  /** Sets a cookie for the server of the page. */
  async setCookie({name, value}: {name: string; value: string}): Promise<void> {
    await this.#command('POST', '/cookie', {cookie: {name, value, path: '/'}});
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#command('DELETE', '');
  }

  #command<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = this.#last.then(() => send<T>(method, this.#address + path, body));
    this.#last = answer.catch(() => {});
    return answer;
  }
}

/** `T` is what https://www.w3.org/TR/webdriver2/ says that the command returns. */
async function send<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, {method, ...(body && {body: JSON.stringify(body)})});
  const {value} = (await response.json()) as {value: unknown};
  if (response.ok) return value as T;
  const {error, message} = value as {error: string; message: string};
  throw new Error(`${method} ${new URL(url).pathname}: ${error}: ${message}`);
}
