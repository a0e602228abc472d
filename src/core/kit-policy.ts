// The kit's Trusted Types policy: what pages that require Trusted Types let the kit hand to the browser.

/** The part of Trusted Types used here, which TypeScript's types lack; the trusted values are opaque. */
export interface KitPolicy {
  createHTML(html: string): string;
  createScript(text: string): string;
  createScriptURL(href: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: KitPolicy): KitPolicy;
}

/** No template of the kit has markup that runs or loads anything. */
const active = /<(script|iframe|object|embed|base|link|meta)\b|[\s/](on\w+|srcdoc)\s*=|script:/i;

function passed(text: string, isKits: unknown): string {
  if (!isKits) throw new TypeError('Not of the kit');
  return text;
}

function create() {
  /** Addresses of the kit's own workers. */
  const workers = new Set<string>();
  try {
    const {trustedTypes} = globalThis as {trustedTypes?: TrustedTypes};
    const policy = trustedTypes?.createPolicy('predictive-buttons', {
      createHTML: (html) => passed(html, !active.test(html)),
      // JSON that starts with a name is no valid script, so only rules can come of it.
      createScript: (text) => passed(text, text.startsWith('{"') && JSON.parse(text)),
      createScriptURL: (href) => passed(href, workers.has(href)),
    });
    return {policy, workers};
  } catch {
    // The page does not allow the name.
    return {workers};
  }
}

/** Where copies of the kit on one page share the policy: a page allows a name once. */
const shared = Symbol.for('predictive-buttons.policy');

/**
 * The policy, and the addresses of workers that it lets through. There is none if the browser has no Trusted Types or
 * the page forbids it; plain text may then still work.
 */
export function kitPolicy(): {policy?: KitPolicy | undefined; workers: Set<string>} {
  const scope = globalThis as {[shared]?: ReturnType<typeof create>};
  return (scope[shared] ??= create());
}
