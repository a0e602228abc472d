// The servers of the examples in demo/, mounted where their pages expect them.
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {DevServerConfig} from '@web/dev-server';

type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => unknown;
type Middleware = NonNullable<DevServerConfig['middleware']>[number];

// They are JavaScript, so that a reader can start them with `node` alone, and have no types.
const {fragmentExample} = (await import(new URL('../../demo/router/server.mjs', import.meta.url).href)) as {
  fragmentExample: () => Answer;
};
const {slowPages} = (await import(new URL('../../demo/home/server.mjs', import.meta.url).href)) as {
  slowPages: () => Answer;
};
const {warmUpExample} = (await import(new URL('../../demo/warm-up/server.mjs', import.meta.url).href)) as {
  warmUpExample: () => Answer;
};

const examples: Record<string, Answer> = {
  '/demo/slow/': slowPages(),
  '/demo/warm-up/api/': warmUpExample(),
  '/demo/router/fragments/': fragmentExample(),
};

export const serveExamples: Middleware = (context, next) => {
  for (const [place, answer] of Object.entries(examples)) {
    if (!context.path.startsWith(place)) continue;
    context.respond = false;
    return answer(context.req, context.res, context.path.slice(place.length));
  }
  return next();
};
