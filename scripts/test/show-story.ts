// Runs in the page of a story.

/** The entry to show, and how long to wait for it. */
export interface Shown {
  id: string;
  type: 'story' | 'docs';
  longestMs: number;
  quietMs: number;
}

type Listener = (payload: never) => void;

/** The channel between Storybook's manager and its preview, https://storybook.js.org/docs/addons/addons-api. */
interface Channel {
  on(event: string, listener: Listener): void;
  off(event: string, listener: Listener): void;
  emit(event: string, payload: object): void;
}

declare global {
  interface Window {
    __STORYBOOK_ADDONS_CHANNEL__: Channel;
    __STORYBOOK_PREVIEW__?: {storyStoreValue?: unknown};
  }
}

/**
 * Shows a story or a page of documentation as Storybook's sidebar does. Resolves, at its end, to its errors.
 */
export function showStory({id, type, longestMs, quietMs}: Shown): Promise<string[]> {
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
  const failures: string[] = [];
  const playing = new Set<string>();
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let end: (problem?: string) => void;
  const note = (error: {stack?: string; description?: string; message?: string} | undefined): void => {
    failures.push(error?.stack ?? error?.description ?? error?.message ?? JSON.stringify(error));
  };
  // The stories of a page of documentation are rendered, and some played, soon after the page.
  const settle = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      if (playing.size === 0) end();
    }, quietMs);
  };
  const listeners: Record<string, Listener> = {
    storyErrored: note,
    storyThrewException: note,
    playFunctionThrewException: note,
    unhandledErrorsWhilePlaying: (errors: Error[]) => errors.forEach(note),
    storyMissing: () => end('There is no such story.'),
    docsRendered: (docsId: string) => {
      if (docsId === id) settle();
    },
    storyRenderPhaseChanged: ({renderId, newPhase}: {renderId: string; newPhase: string}) => {
      if (newPhase === 'finished') playing.delete(renderId);
      else playing.add(renderId);
      if (type === 'docs') settle();
    },
    storyFinished: ({storyId, status}: {storyId: string; status: string}) => {
      if (type !== 'story' || storyId !== id) return;
      end(status !== 'success' && failures.length === 0 ? 'It ended with an error.' : undefined);
    },
  };
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(`It has not ended within ${longestMs / 1000} s.`), longestMs);
    end = (problem) => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) channel.off(event, listener);
      resolve(problem ? [...failures, problem] : failures);
    };
    for (const [event, listener] of Object.entries(listeners)) channel.on(event, listener);
    channel.emit('setCurrentStory', {storyId: id, viewMode: type});
  });
}
