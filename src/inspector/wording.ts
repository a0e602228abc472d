/** A share, 0…1, as it is read: `78 %`, with a space that does not break. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** Milliseconds as they are read. */
export function milliseconds(ms: number): string {
  return `${Math.round(ms)}\u00a0ms`;
}

/** `1 press`, `2 presses`. */
export function counted(count: number, one: string, many: string): string {
  return `${count}\u00a0${count === 1 ? one : many}`;
}

/** What a button is called on the page. */
export function nameOf(button: HTMLElement): string {
  return button.getAttribute('aria-label') ?? button.textContent.trim();
}
