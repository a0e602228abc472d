/** The inspector element as its panel sees it. */
export interface InspectorElement extends HTMLElement {
  readonly htmlFor: string | null;
  dock: 'right' | 'bottom' | 'left' | 'float';
  open: boolean;
  toggle(): void;
}
