// A WebDriver session: the few commands of https://www.w3.org/TR/webdriver2/ that tests need, with the mouse and
// the keyboard shaped as puppeteer's are, so that web-test-runner's own commands work with it.

/** Keys that are no character: https://www.w3.org/TR/webdriver2/#keyboard-actions. */
const keyValues = {
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

function keyValue(key) {
  const value = [...key].length === 1 ? key : keyValues[key];
  if (value === undefined) throw new Error(`unknown key: ${key}`);
  return value;
}

/** The number of a mouse's button. WebKitGTK's driver presses others, too, and then releases the left one. */
function buttonNumber(button) {
  if (button !== 'left')
    throw new Error(`the ${button} button: a test of it begins with needs('other-buttons')`);
  return 0;
}

export class WebDriverPage {
  #address;
  #isClosed = false;
  /** Drivers handle one command at a time. */
  #last = Promise.resolve();

  /** Opens a session with the driver at `origin`. */
  static async open(origin, capabilities) {
    const {sessionId} = await send('POST', `${origin}/session`, {capabilities: {alwaysMatch: capabilities}});
    return new WebDriverPage(`${origin}/session/${sessionId}`);
  }

  constructor(address) {
    this.#address = address;
  }

  get isClosed() {
    return this.#isClosed;
  }

  mouse = {
    move: (x, y, pointerType = 'mouse') =>
      this.#point([{type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0}], pointerType),
    down: ({button = 'left'} = {}, pointerType = 'mouse') =>
      this.#point([{type: 'pointerDown', button: buttonNumber(button)}], pointerType),
    up: ({button = 'left'} = {}, pointerType = 'mouse') =>
      this.#point([{type: 'pointerUp', button: buttonNumber(button)}], pointerType),
    click: async (x, y, options) => {
      await this.mouse.move(x, y);
      await this.mouse.down(options);
      await this.mouse.up(options);
    },
    reset: async () => {
      await this.#command('DELETE', '/actions');
      await this.mouse.move(0, 0);
    },
  };

  keyboard = {
    down: (key) => this.#press([{type: 'keyDown', value: keyValue(key)}]),
    up: (key) => this.#press([{type: 'keyUp', value: keyValue(key)}]),
    press: async (key) => {
      await this.keyboard.down(key);
      await this.keyboard.up(key);
    },
    type: async (text) => {
      for (const key of text) await this.keyboard.press(key);
    },
  };

  #point(actions, pointerType) {
    return this.#act({type: 'pointer', id: pointerType, parameters: {pointerType}, actions});
  }

  #press(actions) {
    return this.#act({type: 'key', id: 'keyboard', actions});
  }

  #act(source) {
    return this.#command('POST', '/actions', {actions: [source]});
  }

  async goto(url) {
    await this.#command('POST', '/url', {url});
  }

  url() {
    return this.#command('GET', '/url');
  }

  /** Runs `script`, the body of a function, and resolves to what it returns. */
  evaluate(script) {
    return this.#command('POST', '/execute/sync', {script, args: []});
  }

  /** Sizes the window so that the page has `width` × `height` CSS px. */
  async setViewport({width, height}) {
    // The window's own parts take the difference, which is known only once it has a size.
    for (let i = 0; i < 5; i++) {
      const [innerWidth, innerHeight] = await this.evaluate('return [innerWidth, innerHeight]');
      if (innerWidth === width && innerHeight === height) return;
      const rect = await this.#command('GET', '/window/rect');
      await this.#command('POST', '/window/rect', {
        width: rect.width + width - innerWidth,
        height: rect.height + height - innerHeight,
      });
    }
  }

  /** `name` and `value` of a cookie for where the page is. */
  async setCookie({name, value}) {
    await this.#command('POST', '/cookie', {cookie: {name, value, path: '/'}});
  }

  async close() {
    this.#isClosed = true;
    await this.#command('DELETE', '');
  }

  #command(method, path, body) {
    const answer = this.#last.then(() => send(method, this.#address + path, body));
    this.#last = answer.catch(() => {});
    return answer;
  }
}

async function send(method, url, body) {
  const response = await fetch(url, {method, body: body && JSON.stringify(body)});
  const {value} = await response.json();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}
