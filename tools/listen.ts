import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';

/** Lets a server listen on a free port of this machine, and returns its origin. */
export async function listen(server: Server, {host = '127.0.0.1'} = {}): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  // The address is an object, since the server listens on a port and not on a pipe.
  const {port} = server.address() as AddressInfo;
  return `http://${host}:${port}`;
}
