import fc from 'fast-check';
import { RUN_FORMAT, type RunRecord, type StepRun } from '../run-record';
import { runStatus } from '../run-status';
import { stepFailure } from '../step-failure';

const time = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
  .map(each => each.toISOString());
const text = fc.string({ unit: 'binary' });
const seconds = fc
  .double({ min: 0, max: 1e9, noNaN: true })
  .map(each => each + 0);
const status = fc.constantFrom(...runStatus.options);

const failure = fc.record(
  {
    kind: fc.constantFrom(...stepFailure.shape.kind.options),
    message: text,
    hint: text,
    cell: fc.nat(),
    line: fc.integer({ min: 1, max: 1e6 }),
    name: text
  },
  { requiredKeys: ['kind', 'message'] }
);

const stepRun: fc.Arbitrary<StepRun> = fc.record(
  {
    step: text,
    status,
    started: time,
    ended: time,
    seconds,
    tries: fc.integer({ min: 2, max: 9 }),
    error: failure
  },
  { requiredKeys: ['step', 'status'] }
);

/** Any record that there can be. */
export const anyRecord: fc.Arbitrary<RunRecord> = fc.record(
  {
    format: fc.constant(RUN_FORMAT as 1),
    id: text,
    engine: text,
    notebook: fc.record({ path: text, hash: text }),
    pipeline: fc.record(
      {
        name: text,
        steps: fc.array(
          fc.record({
            id: text,
            name: text,
            cells: fc.array(fc.nat()),
            after: fc.array(text)
          })
        )
      },
      { requiredKeys: ['steps'] }
    ),
    parameters: fc.dictionary(
      text.filter(each => each !== '__proto__'),
      text
    ),
    keepGoing: fc.boolean(),
    status,
    created: time,
    started: time,
    ended: time,
    seconds,
    steps: fc.array(stepRun),
    error: text
  },
  {
    requiredKeys: [
      'format',
      'id',
      'engine',
      'notebook',
      'pipeline',
      'parameters',
      'keepGoing',
      'status',
      'created',
      'steps'
    ]
  }
);

/** A record of a run of two steps in this state. */
export function sampleRecord(change: Partial<RunRecord> = {}): RunRecord {
  return {
    format: RUN_FORMAT,
    id: 'sample',
    engine: 'local',
    notebook: { path: '/there/a.ipynb', hash: 'f'.repeat(64) },
    pipeline: {
      steps: [
        { id: 'one', name: 'one', cells: [0], after: [] },
        { id: 'two', name: 'two', cells: [1], after: ['one'] }
      ]
    },
    parameters: { n: '3' },
    keepGoing: false,
    status: 'running',
    created: '2025-01-31T23:59:59.000Z',
    steps: [
      { step: 'one', status: 'succeeded', seconds: 1 },
      { step: 'two', status: 'running' }
    ],
    ...change
  };
}
