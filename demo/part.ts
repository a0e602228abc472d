/** Finds the element with this id; throws if there is none, since page and modules belong together. */
export function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`#${id} is not a ${type.name}.`);
  return element;
}
