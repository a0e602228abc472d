/** The element of the inspector, as its panel knows it. */
export interface InspectorElement extends HTMLElement {
  readonly htmlFor: string | null;
  dock: 'right' | 'bottom' | 'left' | 'float';
  open: boolean;
  toggle(): void;
}
