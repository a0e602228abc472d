// An example server, `node demo/router/server.mjs`: fragments of pages that take 300 ms to make. `npm start`
// serves them below `/demo/router/fragments/`.
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';

const fragments = {
  'guide.html': `<h2>Guide</h2>
<p>Wrap a part of the page in a region, and say which elements in it are targets. Each fires
<code>preload</code> when it is about to be pressed.</p>`,
  'prices.html': `<h2>Prices</h2>
<p>A fragment that is asked for early and not used costs the server one answer. A region counts them: see
its <code>scorecard</code>.</p>`,
  'contact.html': `<h2>Contact</h2>
<p>This fragment took the server 300 ms. If it appeared at once, it was asked for while your pointer was
still on its way.</p>`,
};

/** Answers requests; `path` is that of the request below where the example is mounted. */
export function fragmentExample({delayMs = 300} = {}) {
  return function answer(request, response, path = request.url) {
    const name = path.replace(/^\//, '');
    const body = Object.hasOwn(fragments, name) ? fragments[name] : undefined;
    setTimeout(() => {
      response.writeHead(body === undefined ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        // For as long as a prediction may be ahead of its press; and a fragment is not the page of that name.
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
