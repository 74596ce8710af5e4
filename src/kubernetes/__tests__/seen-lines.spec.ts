import fc from 'fast-check';
import { SeenLines, type LogLine } from '../client/seen-lines';

/** Lines as a container writes them: two streams may cross by less than half a second. */
const log = fc
  .array(
    fc.record({
      after: fc.oneof(
        fc.constant(0),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 5_000 })
      ),
      early: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 450 })),
      text: fc.constantFrom('a', 'b')
    }),
    { maxLength: 40 }
  )
  .map(lines => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    return lines.map(({ after, early, text }): LogLine => {
      now += after;
      return { time: new Date(now - early).toISOString(), text };
    });
  });

/** As the kubelet answers: by whole seconds. */
function readFrom(lines: LogLine[], since: string | undefined): LogLine[] {
  const second = (time: string): number => Math.floor(Date.parse(time) / 1000);
  return since === undefined
    ? lines
    : lines.filter(({ time }) => second(time) >= second(since));
}

test('Wherever a log breaks, each line is new once', () => {
  fc.assert(
    fc.property(
      log,
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }),
      (lines, breaks) => {
        const seen = new SeenLines(undefined);
        const told: LogLine[] = [];
        for (const end of [...breaks.sort((a, b) => a - b), lines.length]) {
          const since = seen.comeBack();
          for (const line of readFrom(lines.slice(0, end), since)) {
            if (seen.isNew(line)) {
              told.push(line);
            }
          }
        }
        expect(told).toEqual(lines);
      }
    ),
    { numRuns: 500 }
  );
});
