// `npm start`: serves the demo from the sources, and reloads it when they change.
import {createServer} from 'node:net';
import {startDevServer} from '@web/dev-server';
import {middleware, plugins} from './dev-server-plugins.mjs';
import {projectRoot} from '../build/tensorflow-bundle.mjs';

const firstPort = 8000;
const portsToTry = 100;

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    // No host, as the development server will: it then also sees who listens on one address only.
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

async function findFreePort() {
  for (let port = firstPort; port < firstPort + portsToTry; port++) if (await isFree(port)) return port;
  throw new Error(`Every port from ${firstPort} to ${firstPort + portsToTry - 1} is taken.`);
}

function leadToDemo(context, next) {
  if (context.path === '/') return context.redirect(`/demo/${context.search}`);
  // Browsers ask for an icon by themselves; a 404 for it would be the only red line in the console.
  if (context.path === '/favicon.ico') return void (context.status = 204);
  return next();
}

const port = await findFreePort();
await startDevServer({
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
  logStartMessage: false,
  config: {
    rootDir: projectRoot,
    hostname: 'localhost',
    port,
    watch: true,
    clearTerminalOnReload: false,
    nodeResolve: {exportConditions: ['production', 'default']},
    middleware: [leadToDemo, ...middleware],
    plugins: plugins(),
  },
});
process.stdout.write(`Demo: http://localhost:${port}/demo/  (Ctrl-C ends it)\n`);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
