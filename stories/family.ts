import {waitFor, expect, userEvent} from 'storybook/test';

/** Waits until all elements of a story are loaded and rendered. */
export async function familyReady(canvas: HTMLElement): Promise<void> {
  await waitFor(() => expect(canvas.querySelector(':not(:defined)')).toBeNull(), {timeout: 10_000});
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Presses a key where the focus is: really in the tests, else by events, which move no focus by themselves. */
export async function pressKey(key: string): Promise<void> {
  if (window.pressRealKey) await window.pressRealKey(key);
  else await userEvent.keyboard(`{${key}}`);
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The native control in one of the kit's elements. */
export function controlIn(element: Element, part = 'button'): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(`[part~=${part}]`);
  if (!found) throw new Error(`<${element.localName}> has no part ${part}.`);
  return found.localName === 'predictive-button' ? controlIn(found) : found;
}
