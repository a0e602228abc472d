/** It has no place on the page; its colour is computed all the same. */
const probe = document.createElement('span');
probe.hidden = true;

/** The colour that a CSS variable has now, light or dark, in words that a canvas knows. */
export function colour(name: string): string {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}
