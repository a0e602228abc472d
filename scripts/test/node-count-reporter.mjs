// Tells scripts/test/run.mjs how the tests in Node went: the totals of node:test, as JSON.
export default async function* nodeCountReporter(events) {
  const totals = {pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0};
  for await (const {type, data} of events) {
    const [, name, count] = (type === 'test:diagnostic' && /^(\w+) (\d+)$/.exec(data.message)) || [];
    if (Object.hasOwn(totals, name)) totals[name] = Number(count);
  }
  yield JSON.stringify({
    passed: totals.pass,
    failed: totals.fail + totals.cancelled,
    skipped: totals.skipped + totals.todo,
  });
}
