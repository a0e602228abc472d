/**
 * When an event happened, ms on the clock of `performance.now()`. Each window counts from its own start, and an event of
 * another one, as a frame's, has that one's time. An event whose clock is broken happens now.
 */
export function timeOf(event: UIEvent): number {
  const {timeStamp, view} = event;
  // The class tells whose event it is: scripts send events of their own to other windows.
  const time =
    event instanceof Event || !view
      ? timeStamp
      : timeStamp + view.performance.timeOrigin - performance.timeOrigin;
  return Number.isFinite(time) ? time : performance.now();
}
