// `npm start`: serves the demo from the sources, and reloads it when they change.
import {createServer} from 'node:net';
import type {Middleware} from './dev-server-plugins.js';
import {startServer} from './start-server.js';

const firstPort = 8000;
const portsToTry = 100;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    // Without a host, as the development server does: this also notices programs that listen on one address
    // only.
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

async function findFreePort(): Promise<number> {
  for (let port = firstPort; port < firstPort + portsToTry; port++) if (await isFree(port)) return port;
  throw new Error(`Every port from ${firstPort} to ${firstPort + portsToTry - 1} is taken.`);
}

const redirectToDemo: Middleware = (context, next) => {
  if (context.path === '/') context.redirect(`/demo/${context.search}`);
  // Browsers request an icon by themselves; a 404 for it would be the only error in the console.
  else if (context.path === '/favicon.ico') context.status = 204;
  else return next();
  return undefined;
};

const {origin} = await startServer({
  port: await findFreePort(),
  watch: true,
  clearTerminalOnReload: false,
  middleware: [redirectToDemo],
});
process.stdout.write(`Demo: ${origin}/demo/  (Ctrl-C ends it)\n`);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
