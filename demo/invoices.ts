// The code that the lists of demo/react, demo/vue and demo/svelte share.

/** The first invoices of each list. */
export const firstInvoices: readonly string[] = ['Invoice 1', 'Invoice 2', 'Invoice 3'];

/** Adds one invoice to a list. */
export function withAnother(invoices: readonly string[]): string[] {
  return [...invoices, `Invoice ${invoices.length + 1}`];
}

/** In place of `fetch(url, {signal})`, whose result is ready when the button is pressed. */
export async function getReady(invoice: string, signal: AbortSignal): Promise<string> {
  await Promise.resolve();
  signal.throwIfAborted();
  return invoice;
}
