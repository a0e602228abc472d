import {closest} from '../core/dom.js';

export interface LinkRequest {
  rel: 'preconnect' | 'modulepreload' | 'prefetch';
  url: string;
  element: Element;
  crossOrigin?: boolean;
}

export function supportsLink(rel: LinkRequest['rel']): boolean {
  return document.createElement('link').relList.supports?.(rel) ?? false;
}

/** Adds a link element that makes the browser act. */
export function addLink({rel, url, element, crossOrigin = false}: LinkRequest): HTMLLinkElement {
  const {ownerDocument} = element;
  const link = ownerDocument.createElement('link');
  link.rel = rel;
  link.href = url;
  link.nonce = nonceOf(element);
  if (crossOrigin) link.crossOrigin = 'anonymous';
  ownerDocument.head.append(link);
  return link;
}

/** What is known of an answer: its bytes, and how long it took, ms. Another origin may hide either. */
export interface Answer {
  bytes?: number | undefined;
  ms?: number | undefined;
}

/** The nonce that a page with a strict CSP sets on the button, or on the region around it. */
export function nonceOf(element: Element): string {
  // Every element that matches has the property.
  return (closest(element, '[nonce]') as HTMLElement | undefined)?.nonce ?? '';
}
