import {
  ended,
  runRecord,
  START,
  withTime,
  type FakeEvent
} from '../../__tests__/fake-service';
import { lastLine } from '../log-tail';
import { reduce } from '../reduce';
import { settled, stateOf, type RunState } from '../run-state';

const after = (...events: FakeEvent[]): RunState =>
  events.map(withTime).reduce(reduce, stateOf(runRecord('r1', 'pending')));

const statuses = (state: RunState): string[] =>
  state.steps.map(each => each.status);

const running = (step: string): FakeEvent => ({
  type: 'step',
  step,
  status: 'running'
});
const succeeded = (step: string): FakeEvent => ({
  type: 'step',
  step,
  status: 'succeeded',
  seconds: 1
});
const failed = (step: string): FakeEvent => ({
  type: 'step',
  step,
  status: 'failed',
  seconds: 1,
  error: {
    kind: 'exception',
    name: 'ValueError',
    message: 'no',
    cell: 2,
    line: 3
  }
});

describe('a run', () => {
  it('waits, runs and ends with its steps', () => {
    expect(statuses(after(START))).toEqual(['pending', 'pending']);
    const midway = after(START, running('load'));
    expect(midway.status).toBe('running');
    expect(statuses(midway)).toEqual(['running', 'pending']);
    const end = after(
      START,
      running('load'),
      succeeded('load'),
      ended('succeeded')
    );
    expect(end).toMatchObject({ status: 'succeeded', seconds: 2 });
    expect(end.steps[0]).toMatchObject({ status: 'succeeded', seconds: 1 });
  });

  it('counts the cells of a step that have ended', () => {
    const cell = (
      status: 'running' | 'succeeded',
      index: number
    ): FakeEvent => ({
      type: 'cell',
      step: 'load',
      cell: index,
      status
    });
    const state = after(
      START,
      running('load'),
      cell('running', 0),
      cell('succeeded', 0),
      cell('running', 1)
    );
    expect(state.steps[0]).toMatchObject({ cellsDone: 1, cells: [0, 1] });
  });

  it('keeps what steps print, each its own', () => {
    const print = (step: string, text: string): FakeEvent => ({
      type: 'output',
      step,
      cell: 0,
      output: { output_type: 'stream', name: 'stdout', text }
    });
    const state = after(START, print('load', 'one\n'), print('train', 'two\n'));
    expect(state.steps.map(each => lastLine(each.log))).toEqual(['one', 'two']);
  });

  it('knows why a step failed', () => {
    const state = after(
      START,
      running('load'),
      failed('load'),
      ended('failed')
    );
    expect(state.steps[0]?.error).toMatchObject({
      name: 'ValueError',
      line: 3
    });
  });

  it('begins a step anew that is tried again', () => {
    const state = after(
      START,
      running('load'),
      failed('load'),
      running('load')
    );
    expect(state.steps[0]).toMatchObject({ status: 'running', cellsDone: 0 });
    expect(state.steps[0]?.error).toBeUndefined();
  });

  it('keeps what is done when it is resumed, and forgets the rest', () => {
    const state = after(
      START,
      succeeded('load'),
      failed('train'),
      ended('failed'),
      START
    );
    expect(state.status).toBe('running');
    expect(statuses(state)).toEqual(['succeeded', 'pending']);
    expect(state.steps[1]?.error).toBeUndefined();
    expect(state.seconds).toBeUndefined();
  });

  it('collects what turned out as it went on', () => {
    const diagnostic = {
      severity: 'warning',
      code: 'x',
      message: 'y'
    } as const;
    const state = after(START, {
      type: 'diagnostic',
      step: 'load',
      diagnostic
    });
    expect(state.diagnostics).toEqual([diagnostic]);
  });

  it('passes over events of steps and kinds that it does not know', () => {
    const state = after(START);
    const strange = { type: 'weather', time: '' } as never;
    expect(reduce(state, strange)).toBe(state);
    expect(reduce(state, withTime(running('nobody')))).toBe(state);
  });

  it('is what its record says at the end, with the logs of its events', () => {
    const state = after(START, {
      type: 'output',
      step: 'load',
      cell: 0,
      output: { output_type: 'stream', text: 'last words\n' }
    });
    const end = settled(state, runRecord('r1', 'interrupted'));
    expect(end.status).toBe('interrupted');
    expect(statuses(end)).toEqual(['interrupted', 'interrupted']);
    expect(lastLine(end.steps[0]?.log ?? { lines: [], isOpen: false })).toBe(
      'last words'
    );
  });
});
