// The parts of custom-elements.json that the scripts read,
// https://github.com/webcomponents/custom-elements-manifest, and `parsedType`, which scripts/docs/analyze.ts
// adds.

export interface Typed {
  type?: {text: string} | undefined;
  /** The type with all names of unions replaced by their literals. */
  parsedType?: {text: string};
}

export interface Described {
  name: string;
  description?: string | undefined;
  default?: string | undefined;
}

export type Attribute = Described & Typed & {fieldName?: string};

export interface Member extends Described, Typed {
  kind?: string;
  privacy?: string;
  static?: boolean;
  attribute?: string;
  reflects?: boolean;
  readonly?: boolean;
  parameters?: (Described & Typed & {optional?: boolean})[];
  return?: {type: {text: string}};
}

export interface Declaration {
  name?: string;
  tagName?: string;
  customElement?: boolean;
  description?: string;
  attributes?: Attribute[];
  members?: Member[];
  events?: (Partial<Described> & Typed)[];
  slots?: Described[];
  cssParts?: Described[];
  cssProperties?: Described[];
  cssStates?: Described[];
}

export interface Manifest {
  modules: {path?: string; declarations?: Declaration[]}[];
}

/** The most precise type there is, as text. */
export function typeText({type, parsedType}: Typed): string | undefined {
  return (parsedType ?? type)?.text;
}

export function elementsOf({modules}: Manifest): (Declaration & {tagName: string})[] {
  return modules.flatMap(({declarations = []}) =>
    declarations.filter((each): each is Declaration & {tagName: string} => each.tagName !== undefined),
  );
}
