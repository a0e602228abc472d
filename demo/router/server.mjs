// An example server, `node demo/router/server.mjs`: fragments of pages that take 300 ms each. `npm start`
// serves them below `/demo/router/fragments/`.
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';

const fragments = {
  'guide.html': `<h2>Guide</h2>
<p>Wrap a part of the page in a region, and say which elements in it are targets. Each fires
<code>preload</code> when it is about to be pressed.</p>`,
  'prices.html': `<h2>Prices</h2>
<p>A fragment that is requested early and not used costs the server one answer. A region counts them: see
its <code>scorecard</code>.</p>`,
  'contact.html': `<h2>Contact</h2>
<p>This fragment took the server 300 ms. If it appeared at once, it was requested while your pointer was
still on its way.</p>`,
};

/** Answers requests; `path` is the request's path below the mount point of the example. */
export function fragmentExample({delayMs = 300} = {}) {
  return function answer(request, response, path = request.url) {
    const name = path.replace(/^\//, '');
    const body = Object.hasOwn(fragments, name) ? fragments[name] : undefined;
    setTimeout(() => {
      response.writeHead(body === undefined ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        // As long as a prediction may precede its press. Without the header, the URL is another resource.
        'cache-control': 'private, max-age=30',
        vary: 'HX-Request',
      });
      response.end(body);
    }, delayMs);
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const answer = fragmentExample();
  const server = createServer((request, response) => answer(request, response));
  server.listen(Number(process.env.PORT ?? 8788), 'localhost', () => {
    process.stdout.write(`http://localhost:${server.address().port}/guide.html  (Ctrl-C ends it)\n`);
  });
}
