// What the lists of demo/react, demo/vue and demo/svelte have in common.

/** The invoices that each list begins with. */
export const firstInvoices: readonly string[] = ['Invoice 1', 'Invoice 2', 'Invoice 3'];

/** A list with one invoice more. */
export function withAnother(invoices: readonly string[]): string[] {
  return [...invoices, `Invoice ${invoices.length + 1}`];
}

/** Stands for `fetch(url, {signal})`, whose answer is at hand when the button is pressed. */
export async function getReady(invoice: string, signal: AbortSignal): Promise<string> {
  await Promise.resolve();
  signal.throwIfAborted();
  return invoice;
}
