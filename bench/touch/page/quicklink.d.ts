declare module 'quicklink' {
  /** The options that are used here. */
  export interface QuicklinkOptions {
    el: Element;
    timeoutFn: (callback: () => void) => void;
    hrefFn: (element: HTMLAnchorElement) => string;
    onError: (error: unknown) => void;
  }
  export function listen(options: QuicklinkOptions): () => void;
}
