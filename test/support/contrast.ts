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

const transparent: Colour = [0, 0, 0, 0];

/** The colours in a computed value, such as that of a shadow or a gradient, in their order. */
function coloursIn(value: string): Colour[] {
  return [...value.matchAll(/[a-z-]+\([^()]*\)/g)].map(([colour]) => colourOf(colour));
}

/** The background of one element: its colour, and above it an image of one colour. */
function backgroundOf(element: Element): Colour {
  const {backgroundColor, backgroundImage} = getComputedStyle(element);
  const [image = transparent] = coloursIn(backgroundImage);
  const colour = colourOf(backgroundColor);
  const opacity = image[3] + colour[3] * (1 - image[3]);
  if (opacity === 0) return transparent;
  const [red, green, blue] = [0, 1, 2].map(
    (index) => (image[index]! * image[3] + colour[index]! * colour[3] * (1 - image[3])) / opacity,
  ) as [number, number, number];
  return [red, green, blue, opacity];
}

/** What an element is drawn in: the slot it is assigned to, its parent, or the host of its shadow root. */
function around(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot;
  const {parentNode} = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
}

/** The colour behind the text of an element: its background on those of everything that it is drawn in. */
export function groundOf(element: Element | null): Colour {
  if (element === null) return [255, 255, 255, 1];
  const own = backgroundOf(element);
  return own[3] === 1 ? own : over(own, groundOf(around(element)));
}

/** The colour of an element's text, as it is seen. */
export function textOf(element: Element): Colour {
  return over(colourOf(getComputedStyle(element).color), groundOf(element));
}

/** The ground around an element. */
export function groundAround(element: Element): Colour {
  return groundOf(around(element));
}

/** The two tones of a focus ring, from inside to outside; other shadows of the element are inside it. */
export function focusRingOf(element: Element, pseudo?: string): [inner: Colour, outer: Colour] {
  return coloursIn(getComputedStyle(element, pseudo).boxShadow).slice(-2) as [Colour, Colour];
}

/** The colour of an outline inside the edge of an element; transparent without one. */
export function insetOf(element: Element): Colour {
  const {outlineStyle, outlineOffset, outlineColor} = getComputedStyle(element);
  return outlineStyle === 'solid' && parseFloat(outlineOffset) < 0 ? colourOf(outlineColor) : transparent;
}
