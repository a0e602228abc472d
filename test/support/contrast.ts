/** Red, green and blue, 0…255, and opacity, 0…1. */
export type Colour = [red: number, green: number, blue: number, opacity: number];

const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true})!;

/** The colour that a computed value means. */
export function colourOf(value: string): Colour {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data as unknown as Colour;
  return [red, green, blue, alpha / 255];
}

/** A colour on a ground that is seen through it. */
export function over(colour: Colour, ground: Colour): Colour {
  const opacity = colour[3];
  const mixed = [0, 1, 2].map((index) => colour[index]! * opacity + ground[index]! * (1 - opacity));
  return [...(mixed as [number, number, number]), 1];
}

/** Relative luminance by WCAG 2.2. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two opaque colours by WCAG 2.2, 1…21. */
export function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
