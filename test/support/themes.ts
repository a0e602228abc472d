import {emulateMedia} from '@web/test-runner-commands';

/** The kit's themes, and none. */
export const themes = ['none', 'default', 'soft', 'contrast'] as const;
export type Theme = (typeof themes)[number];

export const schemes = ['light', 'dark'] as const;
export const variants = ['neutral', 'brand', 'success', 'warning', 'danger'] as const;
export const appearances = ['filled', 'outlined', 'plain'] as const;

/** Least contrast of text that can be pressed, and of edges and marks that say something. */
export const leastText = {none: 4.5, default: 4.5, soft: 4.5, contrast: 7};
export const leastLine = {none: 3, default: 3, soft: 3, contrast: 4.5};

/** A page in the colour scheme of `showScheme()`. */
export const pageStyle =
  'color-scheme: var(--test-color-scheme, light dark); background: light-dark(#fbfaf8, #131318); color: light-dark(#1c1a24, #eeecf6); --predictive-motion: 0s';

/**
 * Shows pages with `pageStyle` in a colour scheme: the system's where the browser's driver can set it, as Chromium's
 * can, else one that the page itself is in. The kit's styles and themes tell no difference: they have no media query
 * for it, only colours with `light-dark()`.
 */
export async function showScheme(scheme: (typeof schemes)[number]): Promise<void> {
  if ('userAgentData' in navigator) await emulateMedia({colorScheme: scheme});
  else document.documentElement.style.setProperty('--test-color-scheme', scheme);
}

/** Adds a theme to the page until the returned function is called. */
export async function adoptTheme(theme: Theme): Promise<() => void> {
  if (theme === 'none') return () => {};
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(`../../themes/${theme}.css`, import.meta.url).href;
  const loaded = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
  });
  document.head.append(link);
  await loaded;
  return () => link.remove();
}
