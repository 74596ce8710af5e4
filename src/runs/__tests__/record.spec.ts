import fc from 'fast-check';
import { formatRecord, parseRecord } from '../read-record';
import { RunError } from '../run-error';
import { anyRecord, sampleRecord } from './records';

function problem(text: string): RunError {
  try {
    parseRecord(text, 'here/run.json');
  } catch (error) {
    if (error instanceof RunError) {
      return error;
    }
  }
  throw new Error('it was read');
}

describe('run.json', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyRecord, record => {
        expect(parseRecord(formatRecord(record), 'run.json')).toEqual(record);
      })
    );
  });

  it('of a newer version is told as such, whatever else it holds', () => {
    const { code, message, hint } = problem(
      '{"format": 2, "steps": {"in": "another shape"}}'
    );
    expect(code).toBe('run-is-newer');
    expect(message).toBe(
      'here/run.json was written by a newer Cellway (format 2; this one reads up to 1)'
    );
    expect(hint).toContain('Update Cellway');
  });

  it.each([
    ['empty', ''],
    ['cut', formatRecord(sampleRecord()).slice(0, 200)],
    ['no object', '[]'],
    ['without a format', '{}'],
    ['of a format that never was', '{"format": 0}'],
    [
      'of an unknown state',
      formatRecord(sampleRecord()).replace('"running"', '"dancing"')
    ],
    ['binary', '\u0000\u0001']
  ])('that is %s is told as damaged', (_, text) => {
    const { code, message, hint } = problem(text);
    expect(code).toBe('run-is-damaged');
    expect(message).toMatch(/^here\/run\.json is damaged: ./);
    expect(hint).toContain('remove the run');
  });
});
