import { readTaggedCells } from '../../../notebook/tagged-cells';
import { runRecord } from '../../__tests__/fake-service';
import { stateOf } from '../../runs/run-state';
import { cellPlans, type CellPlan } from '../cell-plans';
import { isSameRow, newsOf, plansById, rowOf } from '../cell-rows';

/** Cells with these tags, in one notebook. */
function plansOf(...tags: string[]): readonly CellPlan[] {
  const cells = tags.map(tag => ({
    type: 'code' as const,
    source: 'a = 1',
    metadata: { tags: [tag] }
  }));
  const notebook = { cells, metadata: {} };
  return cellPlans({ notebook, tagged: readTaggedCells(notebook) });
}

describe('the plans by cell', () => {
  const before = plansById(
    ['x', 'y'],
    plansOf('step:load', 'step:train'),
    new Map()
  );

  it('are the same objects where nothing has changed', () => {
    const after = plansById(
      ['x', 'new', 'y'],
      plansOf('step:load', 'step:clean', 'step:train'),
      before
    );
    expect(after.get('x')).toBe(before.get('x'));
    expect(after.get('y')).toBe(before.get('y'));
    expect(after.get('new')?.badge?.name).toBe('clean');
  });

  it('follow a cell to its new place', () => {
    const after = plansById(
      ['y', 'x'],
      plansOf('step:train', 'step:load'),
      before
    );
    expect(after.get('x')?.badge?.name).toBe('load');
  });

  it('change with what they say', () => {
    const after = plansById(
      ['x', 'y'],
      plansOf('step:load', 'step:fit'),
      before
    );
    expect(after.get('y')).not.toBe(before.get('y'));
    expect(after.get('y')?.badge?.name).toBe('fit');
  });
});

describe('the rows', () => {
  const [load, , skipped] = plansOf('step:load', 'step:new', 'skip');

  it('say what became of the step in the run', () => {
    const steps = [{ step: 'load', status: 'succeeded', seconds: 3 } as const];
    const run = stateOf(runRecord('r1', 'succeeded', { steps }));
    expect(rowOf(load, newsOf(run), 'state').news).toMatchObject({
      status: 'succeeded',
      seconds: 3,
      all: 2
    });
  });

  it('say nothing where there was no run, or none of this step', () => {
    const news = newsOf(stateOf(runRecord('r1', 'running')));
    expect(rowOf(load, newsOf(undefined), 'state').news.status).toBe('idle');
    expect(rowOf(skipped, news, 'state').news.status).toBe('idle');
  });

  it('are drawn anew only where something is seen to change', () => {
    const run = stateOf(runRecord('r1', 'running'));
    const printed = { ...run, steps: run.steps.map(step => ({ ...step })) };
    const further = {
      ...run,
      steps: run.steps.map(step => ({ ...step, cellsDone: 1 }))
    };
    const row = rowOf(load, newsOf(run), 'state');
    expect(isSameRow(row, rowOf(load, newsOf(printed), 'state'))).toBe(true);
    expect(isSameRow(row, rowOf(load, newsOf(further), 'state'))).toBe(false);
    expect(isSameRow(row, rowOf(load, newsOf(run), 'name'))).toBe(false);
  });
});
