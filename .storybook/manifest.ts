import manifest from '../custom-elements.json' with {type: 'json'};

interface Member {
  kind?: string;
  name?: string;
  static?: boolean;
  description?: string;
  default?: string;
  fieldName?: string;
  type?: {text: string};
}

interface Declaration {
  kind: string;
  tagName?: string;
  members?: Member[];
  attributes?: Member[];
  events?: Member[];
}

/**
 * The manifest in the form that Storybook's tables and controls need: each class under its tag, without the
 * members that only the elements call of each other, and each attribute once, with a type that has a control.
 */
export const componentManifest = {
  ...manifest,
  modules: (manifest.modules as {declarations?: Declaration[]}[]).map((module) => ({
    ...module,
    declarations: module.declarations?.map(forStorybook),
  })),
};

function forStorybook(declaration: Declaration): Declaration {
  const {members = [], attributes = [], events = []} = declaration;
  const tagName = declaration.tagName ?? members.find(({name}) => name === 'tagName')?.default?.slice(1, -1);
  if (tagName === undefined) return declaration;
  const reflected = new Set(attributes.map(({fieldName}) => fieldName));
  return {
    ...declaration,
    tagName,
    attributes: attributes.map((attribute) => ({
      ...attribute,
      // An attribute without a default gets a text control.
      type: {text: attribute.type?.text.replace(/ \| null$/, '') ?? 'string'},
    })),
    // An event and an attribute may share a name; rows of a table may not.
    events: events.flatMap((event) =>
      event.name === undefined ? [] : [{...event, name: `${event.name} (event)`}],
    ),
    members: members.filter(
      ({static: isStatic, name, description}) =>
        !isStatic &&
        name?.startsWith('#') !== true &&
        !reflected.has(name) &&
        description !== undefined &&
        !description.startsWith('Called by'),
    ),
  };
}
