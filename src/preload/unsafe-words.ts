/**
 * Words of links that do something when followed. They match anywhere in a path segment, and in names and
 * values of parameters, in any spelling: `sign-out`, `signOut`, `SIGN_OUT.php`. Based on
 * https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API#unsafe_prefetching
 */
export const unsafeWords: readonly string[] = [
  // Ends a session.
  ...['logout', 'logoff', 'signout', 'signoff', 'endsession', 'abmelden', 'deconnexion', 'cerrarsesion'],
  // Puts something into a cart, or buys it.
  ...['cart', 'addtobasket', 'addtobag', 'addtowishlist', 'buynow', 'ordernow', 'oneclick'],
  // Removes something.
  ...['delete', 'remove', 'destroy', 'discard', 'revoke', 'deactivate'],
  // Answers on someone's behalf.
  ...['unsubscribe', 'optout', 'optin', 'confirm', 'confirmation', 'verify', 'verification', 'activate'],
  // Works once: sign-in by mail, passwords, invitations.
  ...['token', 'otp', 'onetime', 'magiclink', 'passwordless', 'resetpassword', 'passwordreset'],
  // Changes the language permanently.
  ...['setlang', 'setlanguage', 'setlocale', 'switchlang', 'switchlanguage', 'switchlocale'],
  ...['changelang', 'changelanguage', 'changelocale'],
  // Uses up something counted.
  ...['quota', 'redeem', 'upvote', 'downvote'],
  // Counts as an ad click.
  ...['adclick', 'aclk', 'clicktrack', 'clicktracker', 'clickthrough', 'doubleclick', 'adserver'],
];

/** Words that count only as a whole path segment or parameter: `/posts/7/like`. */
export const unsafeParts: readonly string[] = [
  ...['exit', 'add', 'buy', 'pay', 'purchase', 'cancel', 'accept', 'decline', 'approve', 'reject', 'invite'],
  ...['magic', 'callback', 'impersonate', 'lang', 'locale', 'vote', 'like', 'follow', 'claim', 'export'],
  ...['generate', 'click', 'clk', 'track', 'out', 'outbound', 'redirect', 'subscribe'],
];

const words = new Set(unsafeWords);
const parts = new Set(unsafeParts);

/** Most words joined into one list entry: `add-to-wishlist`. */
const longestRun = 3;

/** `like.php` counts as `like`. */
const fileEnding = /\.\w{1,5}$/;

/** Times a segment is decoded: chained servers decode more than once. */
const decodings = 3;

/** Whether the words of `url`'s path or parameters say that following it does something. */
export function looksUnsafe({pathname, searchParams}: URL): boolean {
  const texts = [...pathname.split(/[/;]/), ...[...searchParams].flat()];
  return texts.some((text) => {
    const whole = decoded(text);
    const all = wordsOf(whole);
    if (parts.has(wordsOf(whole.replace(fileEnding, '')).join(''))) return true;
    return all.some((_, from) =>
      Array.from({length: longestRun}, (_, more) => all.slice(from, from + more + 1).join('')).some((run) =>
        words.has(run),
      ),
    );
  });
}

/** Splits at anything but a letter, and before the capital in `signOut`; accents are ignored. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
}

function decoded(text: string): string {
  for (let times = 0; times < decodings; times++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}
