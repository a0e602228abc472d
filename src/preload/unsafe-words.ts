/**
 * Words that say that following a link does something. They count anywhere in a part of the path, and in names
 * and values of parameters, however they are written: `sign-out`, `signOut`, `SIGN_OUT.php`. After the list of
 * what never to speculate on in
 * https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API#unsafe_prefetching
 */
export const unsafeWords: readonly string[] = [
  // Ends a session.
  ...['logout', 'logoff', 'signout', 'signoff', 'endsession', 'abmelden', 'deconnexion', 'cerrarsesion'],
  // Puts something into a cart, or buys it.
  ...['cart', 'addtobasket', 'addtobag', 'addtowishlist', 'buynow', 'ordernow', 'oneclick'],
  // Removes something.
  ...['delete', 'remove', 'destroy', 'discard', 'revoke', 'deactivate'],
  // Answers for someone.
  ...['unsubscribe', 'optout', 'optin', 'confirm', 'confirmation', 'verify', 'verification', 'activate'],
  // Works once: sign-in by mail, passwords, invitations.
  ...['token', 'otp', 'onetime', 'magiclink', 'passwordless', 'resetpassword', 'passwordreset'],
  // Switches the language for good.
  ...['setlang', 'setlanguage', 'setlocale', 'switchlang', 'switchlanguage', 'switchlocale'],
  ...['changelang', 'changelanguage', 'changelocale'],
  // Uses up something that is counted.
  ...['quota', 'redeem', 'upvote', 'downvote'],
  // Counts as a click on an advertisement.
  ...['adclick', 'aclk', 'clicktrack', 'clicktracker', 'clickthrough', 'doubleclick', 'adserver'],
];

/** Words that do so when they are all there is in a part of the path or a parameter: `/posts/7/like`. */
export const unsafeParts: readonly string[] = [
  ...['exit', 'add', 'buy', 'pay', 'purchase', 'cancel', 'accept', 'decline', 'approve', 'reject', 'invite'],
  ...['magic', 'callback', 'impersonate', 'lang', 'locale', 'vote', 'like', 'follow', 'claim', 'export'],
  ...['generate', 'click', 'clk', 'track', 'out', 'outbound', 'redirect', 'subscribe'],
];

const words = new Set(unsafeWords);
const parts = new Set(unsafeParts);

/** The longest run of words that is written as one in the list: `add-to-wishlist`. */
const longestRun = 3;

/** `like.php` is `like`. */
const fileEnding = /\.\w{1,5}$/;

/** How often a part is decoded: servers behind servers decode more than once. */
const decodings = 3;

/** Whether following `url` may do something, by the words in its path and its parameters. */
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

/** Words end before anything but a letter, and before the capital of `signOut`; accents do not count. */
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
