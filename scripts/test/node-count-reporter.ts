// A reporter of node:test that tells scripts/test/run.ts the totals, as JSON.
import type {TestEvent} from 'node:test/reporters';

export default async function* nodeCountReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const totals: Record<string, number> = {pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0};
  for await (const event of events) {
    if (event.type !== 'test:diagnostic') continue;
    const [, name, count] = /^(\w+) (\d+)$/.exec(event.data.message) ?? [];
    if (name !== undefined && Object.hasOwn(totals, name)) totals[name] = Number(count);
  }
  yield JSON.stringify({
    passed: totals['pass'],
    failed: totals['fail']! + totals['cancelled']!,
    skipped: totals['skipped']! + totals['todo']!,
  });
}
