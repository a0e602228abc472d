// Commands that tests give to the browser or the server; test/support/commands.ts is their typed side.
import {CannotDo, notRun} from './not-run.mjs';
import {testPages} from './pages.mjs';
import {requestLog} from './server.mjs';

/** What the page cannot do is no failure of the command: the answer says so, and the test ends there. */
async function unlessImpossible({session, title}, act) {
  try {
    await act();
    return {};
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error;
    notRun.push({sessionId: session.id, title, reason: error.message});
    return {cannot: error.message};
  }
}

export function testCommands() {
  return {
    name: 'test-commands',
    async executeCommand({command, payload, session}) {
      const page = () => testPages.get(session.browser.getPage(session.id));
      const inTest = {session, title: payload?.title};
      switch (command) {
        case 'pointer-path':
          return unlessImpossible(inTest, () => page().movePointer(payload));
        case 'needs':
          return unlessImpossible(inTest, () => {
            const reason = page().lacks[payload.need];
            if (reason !== undefined) throw new CannotDo(reason);
          });
        case 'request-mark':
          return {mark: requestLog.length};
        case 'requests-since': {
          const {name, settle} = page();
          await settle();
          return requestLog
            .slice(payload.mark)
            .flatMap((request) => (request.page === name ? [request.url] : []));
        }
      }
    },
  };
}
