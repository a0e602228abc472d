/**
 * Which events are the user's own. Only those are learned from. Simulations, whose events a script dispatches,
 * put another predicate here.
 */
export const trust = {
  isUsers: ({isTrusted}: Event): boolean => isTrusted,
};
