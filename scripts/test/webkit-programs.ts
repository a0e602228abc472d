// The programs that WebKit needs for tests: its browser, the browser's driver, and a virtual screen.
import {spawn, type ChildProcess} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

/**
 * Room for the widest viewport of a test (1280 × 900) and the window's frame. Its middle, where the screen's
 * mouse rests, is within a window of 800 × 600: without a window manager the window under the mouse has the
 * keyboard.
 */
const screen = '1400x1000x24';

/** How often and how many times to check whether the driver has started: half a minute on a busy machine. */
const pollMs = 100;
const mostPolls = 300;

/** Distributions keep WebKit's own programs in different folders. */
export function findMiniBrowser(): string {
  const folders = [
    '/usr/lib',
    '/usr/libexec',
    ...readdirSync('/usr/lib').map((name) => join('/usr/lib', name)),
  ];
  const paths = folders.flatMap((folder) =>
    ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) => join(folder, name, 'MiniBrowser')),
  );
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error('WebKitGTK’s driver is installed, but its MiniBrowser is not');
  return found;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens to a port, not to a pipe.
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts an X server without a screen, which chooses its display and reports it. */
export async function startScreen(): Promise<{child: ChildProcess; display: string}> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('Xvfb ended')));
    child.stdio[3]!.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`));
  });
  return {child, display};
}

/** Starts the driver at `path`, and resolves once it answers. */
export async function startDriver(
  path: string,
  display: string,
): Promise<{child: ChildProcess; origin: string}> {
  const port = await freePort();
  const child = spawn(path, [`--port=${port}`], {
    env: {
      ...process.env,
      // Otherwise `navigator.language` may be “C”, which is not a language.
      LANG: 'en_US.UTF-8',
      LC_ALL: 'en_US.UTF-8',
      DISPLAY: display,
      LIBGL_ALWAYS_SOFTWARE: '1',
      // As root, and in most containers, its sandbox cannot be set up.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let i = 0; i < mostPolls; i++) {
    const answers = await fetch(`${origin}/status`).then(
      ({ok}) => ok,
      () => false,
    );
    if (answers) return {child, origin};
    await delay(pollMs);
  }
  throw new Error('WebKitGTK’s driver does not answer');
}
