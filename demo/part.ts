/** The element with this id; the page and its modules are written together, so a missing one is a mistake. */
export function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`#${id} is not a ${type.name}.`);
  return element;
}
