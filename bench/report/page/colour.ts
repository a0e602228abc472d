/** An element that is not displayed, whose colour the browser computes nonetheless. */
const probe = document.createElement('span');
probe.hidden = true;

/** The current colour of a CSS variable, light or dark, in a syntax that a canvas accepts. */
export function colour(name: string): string {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}
