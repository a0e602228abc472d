/**
 * When an event happened, ms on the clock of `performance.now()`. Each window counts from its own start, and an event of
 * another one, as a frame's, has that one's time.
 */
export function timeOf(event: UIEvent): number {
  const {timeStamp, view} = event;
  // The class tells whose event it is: scripts send events of their own to other windows.
  return event instanceof Event || !view
    ? timeStamp
    : timeStamp + view.performance.timeOrigin - performance.timeOrigin;
}
