const names = ['accent', 'on-accent', 'text', 'muted', 'line', 'surface', 'warn'] as const;

/** Colours for canvases, which do not resolve custom properties. */
export type Palette = Record<(typeof names)[number], string>;

/** The panel's current colours: light, dark or forced. */
export function readPalette(root: ParentNode & Node): Palette {
  const probe = document.createElement('i');
  probe.className = 'probe';
  root.append(probe);
  const entries = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  // One entry for each name.
  return Object.fromEntries(entries) as Palette;
}
