let hasWarned = false;

/** Warns once that documents are fetched in vain. */
export function warnOfRouter(): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn(
    'predictive-buttons: a script handles the clicks on these links, so pages fetched ahead are not used; none is fetched in this region any more. What to do: docs/recipes/routers.md',
  );
}
