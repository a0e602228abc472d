/**
 * URL of the training worker whose code is part of the page, as in the self-contained `demo.html`: a page from a disk
 * may start no other. `null` where the kit finds its own.
 */
export function workerInPage(): string | null {
  const code = document.getElementById('worker')?.textContent;
  return code === undefined ? null : URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
}
