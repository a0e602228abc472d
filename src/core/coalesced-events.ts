/** The points of a movement: those that the browser has put together in one event, or the event alone. */
export function coalescedEvents(event: PointerEvent): readonly PointerEvent[] {
  try {
    const events = event.getCoalescedEvents();
    // Some browsers have an empty list for synthetic events.
    if (events.length > 0) return events;
  } catch {
    // Some browsers have none, and some pages replace them.
  }
  return [event];
}
