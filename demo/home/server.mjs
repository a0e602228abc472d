// An example server, `node demo/home/server.mjs`: every page takes 600 ms, as when a database is asked. `npm start`
// serves it below `/demo/slow/`.
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';

/** Answers requests; `path` is the request's path below the mount point of the example. */
export function slowPages({delayMs = 600} = {}) {
  return function answer(request, response, path = request.url) {
    const name = decodeURIComponent(path.replace(/^\/|\?.*$/g, ''));
    const timer = setTimeout(() => {
      response.writeHead(200, {'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store'});
      response.end(name);
    }, delayMs);
    // A browser that hangs up wants no answer any more.
    response.once('close', () => clearTimeout(timer));
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const answer = slowPages();
  const server = createServer((request, response) => answer(request, response));
  server.listen(Number(process.env.PORT ?? 8789), 'localhost', () => {
    process.stdout.write(`http://localhost:${server.address().port}/reports  (Ctrl-C ends it)\n`);
  });
}
