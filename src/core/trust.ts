/**
 * Decides which events are the user's own; the kit learns only from those. Simulations, which dispatch events by
 * script, replace this predicate.
 */
export const trust = {
  isUsers: ({isTrusted}: Event): boolean => isTrusted,
};
