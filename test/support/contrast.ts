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
