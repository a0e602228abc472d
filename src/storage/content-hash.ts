const encoder = new TextEncoder();

/**
 * A 64-bit hash as 16 hexadecimal digits: two FNV-1a style sums of 32 bits with different factors. It detects
 * damage and identifies content, but does not prevent forgery. `crypto.subtle` would, but it is asynchronous
 * and missing on pages without https.
 */
export function contentHash(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  let high = 0x811c9dc5;
  let low = 0x2545f491;
  for (let i = 0; i < bytes.length; i++) {
    high = Math.imul(high ^ bytes[i]!, 0x01000193);
    low = Math.imul((low ^ bytes[i]!) + (low >>> 15), 0x5bd1e995);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
