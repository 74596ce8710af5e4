import { readTaggedCells } from '../../../notebook/tagged-cells';
import type { CellView } from '../../../notebook/cell';
import type { Pipeline, Step } from '../../../pipeline/model';
import { cellPlans, type CellPlan, type MarkedNotebook } from '../cell-plans';

function code(tag?: string | readonly string[], source = 'a = 1'): CellView {
  const tags = typeof tag === 'string' ? [tag] : (tag ?? []);
  return { type: 'code', source, metadata: { tags } };
}

function text(source: string, ...tags: string[]): CellView {
  return { type: 'markdown', source, metadata: { tags } };
}

function marked(
  cells: readonly CellView[],
  more: Partial<MarkedNotebook> = {}
): MarkedNotebook {
  const notebook = { cells, metadata: {} };
  return { notebook, tagged: readTaggedCells(notebook), ...more };
}

function plansOf(...cells: CellView[]): readonly CellPlan[] {
  return cellPlans(marked(cells));
}

const kinds = (plans: readonly CellPlan[]): (string | undefined)[] =>
  plans.map(each => each.badge?.kind);

describe('the badges', () => {
  it('stand where a step begins, the bar on all of its code', () => {
    const plans = plansOf(code('step:load'), code(), text('words'), code());
    expect(kinds(plans)).toEqual(['step', undefined, undefined, undefined]);
    const [first, ...others] = plans.map(each => each.colour);
    expect(others).toEqual([first, undefined, first]);
    expect(first).toEqual(expect.any(Number));
  });

  it('stand on every tagged cell, those further down as more of the same', () => {
    const plans = plansOf(code('step:load'), code('step:load'), code('step:b'));
    expect(kinds(plans)).toEqual(['step', 'more', 'step']);
    expect(plans[0].colour).not.toBe(plans[2].colour);
  });

  it('say what is no step', () => {
    const plans = plansOf(
      code('imports'),
      code('functions'),
      code('pipeline-parameters'),
      code('step:a'),
      code('skip'),
      code('pipeline-metrics')
    );
    expect(kinds(plans)).toEqual([
      'imports',
      'functions',
      'parameters',
      'step',
      'skip',
      'metrics'
    ]);
    expect(plans[0].colour).toBe('neutral');
    expect(plans[4].colour).toBeUndefined();
  });

  it('mark steps that nobody has tagged', () => {
    const plans = plansOf(code(), text('# Load'), code(), code());
    expect(plans.map(each => each.badge?.origin)).toEqual([
      'start',
      undefined,
      'heading',
      undefined
    ]);
    expect(plans.map(each => each.isGuess)).toEqual([true, false, true, true]);
  });

  it('give no bar to a notebook that is one step', () => {
    const plans = plansOf(code(), code());
    expect(plans[0].badge?.origin).toBe('whole');
    expect(plans.map(each => each.colour)).toEqual([undefined, undefined]);
  });

  it('tell that cells of one name stand apart', () => {
    const plans = plansOf(code('step:a'), code('step:b'), code('step:a'));
    expect(plans[2].badge).toMatchObject({
      kind: 'step',
      name: 'a',
      part: 2,
      step: 'a (2)',
      problems: [{ code: 'step-apart', severity: 'info' }]
    });
    expect(plans[0].badge?.problems).toEqual([]);
    expect(plans[2].colour).toBe(plans[0].colour);
  });

  it('tell what is wrong with the tags of a cell', () => {
    const plans = plansOf(
      code('step:Load Data'),
      code('limit:memory:lots'),
      text('words', 'step:b')
    );
    expect(plans[0].badge?.problems).toMatchObject([
      { code: 'step-name', severity: 'error' }
    ]);
    expect(plans[0].badge?.problems[0].message).toContain('load_data');
    expect(kinds(plans)).toEqual(['step', 'problem', 'problem']);
    expect(plans[1].step).toBe('Load Data');
    expect(plans[2].badge?.problems).toMatchObject([
      { code: 'tag-on-text-cell', severity: 'info' }
    ]);
  });

  it('tell of names that are missing, misspelt or almost the same', () => {
    const plans = plansOf(
      code('step:a_b'),
      code('step:'),
      code('Steps:c'),
      code('step:a-b')
    );
    expect(
      plans.map(each => each.badge?.problems.map(problem => problem.code))
    ).toEqual([[], ['step-unnamed'], ['tag-misspelt'], ['names-alike']]);
    expect(kinds(plans)).toEqual(['step', 'problem', 'problem', 'step']);
  });

  it('offer the ways out that the diagnostics know', () => {
    const cells = [code('step:Load')];
    const fixes = [{ title: 'Call it "load"', edits: [] }];
    const message = 'The step name "Load" has a capital letter: …';
    const [problem] = marked(cells).tagged.problems;
    const plans = cellPlans(
      marked(cells, {
        diagnostics: [
          { severity: 'error', code: 'other', message, cell: 0, fixes: [] },
          {
            severity: 'error',
            code: 'step-name',
            message: `${problem.message}.`,
            cell: 0,
            fixes
          }
        ]
      })
    );
    expect(plans[0].badge?.problems).toMatchObject([{ fixes }]);
  });

  it('show a cell of several steps with the first', () => {
    const [plan] = plansOf(code('step:a;b'));
    expect(plan.badge).toMatchObject({
      name: 'a',
      problems: [{ code: 'step-list' }]
    });
  });

  it('say what goes in and out as soon as the pipeline is known', () => {
    const cells = [code('step:a'), code('step:a'), code('imports')];
    const step = {
      id: 'a',
      name: 'a',
      cells: [{ cell: 0 }, { cell: 1 }],
      reads: [{ name: 'df', from: 'load' }],
      writes: ['model'],
      parameters: ['days']
    } as unknown as Step;
    const pipeline: Pipeline = {
      steps: [step],
      parameters: [],
      metrics: [],
      definitions: []
    };
    const plans = cellPlans(marked(cells, { pipeline }));
    expect(plans[0].badge).toMatchObject({
      step: 'a',
      takes: [{ name: 'df', from: 'load' }],
      gives: ['model'],
      parameters: ['days']
    });
    expect(plans[1].badge).toMatchObject({ step: 'a', takes: [], gives: [] });
    // All of its code is repeated elsewhere: it runs in no step of its own.
    expect(plans[2].step).toBeUndefined();
  });
});
