/** The kit's own colours by role: what the elements have without a theme, and `themes/default.css` with one. */
export const neutral = 'light-dark(#2a2733, #e8e6f2)';
export const onNeutral = 'light-dark(#fff, #17151f)';
export const brand = 'light-dark(#5146d8, #8f88ff)';
export const onBrand = 'light-dark(#fff, #14122c)';
export const brandText = 'light-dark(#4338ca, #b3aeff)';
export const success = 'light-dark(#14794f, #4cc38a)';
export const onSuccess = 'light-dark(#fff, #06230f)';
export const successText = 'light-dark(#0f6b45, #4cc38a)';
export const warning = 'light-dark(#8a5a00, #f0b84a)';
export const onWarning = 'light-dark(#fff, #2b1c00)';
export const danger = 'light-dark(#c2273d, #ff8a94)';
export const onDanger = 'light-dark(#fff, #33070c)';
export const surface = 'light-dark(#fff, #1b1b22)';
export const text = 'light-dark(#1c1a24, #eeecf6)';
export const muted = 'light-dark(#5f5b6b, #a7a4b5)';
export const border = 'light-dark(#dedbd3, #32323d)';

/** Of the highlight; at least 3 to 1 on white and on nearly black in either scheme, as a page may mix light and dark. */
export const accent = 'light-dark(#5d53e6, #857dff)';
