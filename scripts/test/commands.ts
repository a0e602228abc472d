// Commands that tests give to the browser or the server; test/support/commands.ts is their typed side.
import type {BrowserLauncher, TestRunnerPlugin} from '@web/test-runner';
import type {Need, PointerPathOptions} from '../../test/support/commands.js';
import {CannotDo, notRun} from './not-run.js';
import {requestLog} from './server.js';
import {testPages, type TestPage} from './test-page.js';

/** The arguments of all commands; each command reads its own. */
type Payload = Partial<PointerPathOptions> & {title?: string; need?: Need; mark?: number};
type CommandArguments = Parameters<NonNullable<TestRunnerPlugin<Payload>['executeCommand']>>[0];

/** A command that the page cannot carry out has not failed: the answer says so, and the test ends there. */
async function unlessImpossible(
  {session, payload}: CommandArguments,
  act: () => void | Promise<void>,
): Promise<{cannot?: string}> {
  try {
    await act();
    return {};
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error;
    notRun.push({sessionId: session.id, title: payload?.title, reason: error.message});
    return {cannot: error.message};
  }
}

function pageOf({browser, id}: CommandArguments['session']): TestPage {
  // All launchers of these tests have pages.
  const {getPage} = browser as BrowserLauncher & {getPage: (sessionId: string) => object};
  return testPages.get(getPage.call(browser, id))!;
}

export function testCommands(): TestRunnerPlugin<Payload> {
  return {
    name: 'test-commands',
    async executeCommand(args) {
      const {command, payload = {}, session} = args;
      switch (command) {
        case 'pointer-path':
          return unlessImpossible(args, () => pageOf(session).movePointer(payload as PointerPathOptions));
        case 'needs':
          return unlessImpossible(args, () => {
            const reason = pageOf(session).lacks[payload.need!];
            if (reason !== undefined) throw new CannotDo(reason);
          });
        case 'request-mark':
          return {mark: requestLog.length};
        case 'requests-since': {
          const {name, settle} = pageOf(session);
          await settle();
          return requestLog
            .slice(payload.mark)
            .flatMap((request) => (request.page === name ? [request.url] : []));
        }
        default:
          return undefined;
      }
    },
  };
}
