import type {AddressInfo} from 'node:net';
import {startDevServer, type DevServerConfig} from '@web/dev-server';
import {projectRoot} from '../project-root.js';
import {middleware, plugins} from './dev-server-plugins.js';

export interface RunningServer {
  origin: string;
  stop: () => Promise<void>;
}

/**
 * Serves the project's sources on localhost, by default on a free port. `config` is added to what they need.
 */
export async function startServer({
  middleware: first = [],
  ...config
}: DevServerConfig = {}): Promise<RunningServer> {
  const server = await startDevServer({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    logStartMessage: false,
    config: {
      rootDir: projectRoot,
      hostname: 'localhost',
      nodeResolve: {exportConditions: ['production', 'default']},
      ...config,
      middleware: [...first, ...middleware],
      plugins: plugins(),
    },
  });
  if (server === undefined) throw new Error('The server did not start.');
  // It listens to a port, not to a pipe.
  const {port} = server.server!.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    stop: async () => {
      await server.stop();
    },
  };
}
