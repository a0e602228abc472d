/** Has screen readers say a text when there is nothing else to say, from an element that nobody sees. */
export function announce(root: Node, text: string): void {
  const status = document.createElement('span');
  status.role = 'status';
  root.appendChild(status);
  // A change is announced, what is there from the start is not.
  setTimeout(() => status.append(text), 100);
}
