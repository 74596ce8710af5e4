import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../../pipeline/model';
import { runRecord } from '../../__tests__/fake-service';
import { ServiceError } from '../../api/service-error';
import type { ShownPipeline } from '../../pipelines/pipeline-model';
import { stateOf } from '../../runs/run-state';
import { diagnosticRows } from '../diagnostics/diagnostic-rows';
import { stepRows } from '../steps/step-rows';

function pipelineOf(...steps: [id: string, ...cells: number[]][]): Pipeline {
  return {
    steps: steps.map(([id, ...cells]) => ({
      id,
      name: id,
      cells: cells.map(cell => ({ cell, omit: [] }))
    })) as unknown as Step[],
    parameters: [],
    metrics: [],
    definitions: []
  };
}

describe('the rows of steps', () => {
  it('are those of the notebook before a run', () => {
    const rows = stepRows(pipelineOf(['load', 1, 2], ['plot', 4]), undefined);
    expect(rows).toMatchObject([
      {
        id: 'load',
        progress: { done: 0, all: 2 },
        target: { of: 'pipeline', cell: 1 }
      },
      { id: 'plot', target: { of: 'pipeline', cell: 4 } }
    ]);
    expect(rows.map(each => each.runStatus)).toEqual([undefined, undefined]);
  });

  it('are those of the run while it goes on, whatever becomes of the notebook', () => {
    const run = stateOf(runRecord('r1', 'running'));
    const rows = stepRows(pipelineOf(['other', 0]), run);
    expect(rows.map(each => each.id)).toEqual(['load', 'train']);
    expect(rows[1]?.target).toEqual({ of: 'run', cell: 2 });
  });

  it('are those of the notebook after the run, with what became of them', () => {
    const run = stateOf(runRecord('r1', 'succeeded'));
    const rows = stepRows(pipelineOf(['load', 0], ['new', 1]), run);
    expect(rows.map(each => [each.id, each.runStatus])).toEqual([
      ['load', 'succeeded'],
      ['new', undefined]
    ]);
  });

  it('are those of the run where the notebook could not be analysed', () => {
    const run = stateOf(runRecord('r1', 'succeeded'));
    expect(stepRows(undefined, run)).toHaveLength(2);
  });

  it('lead to the cell and the line that failed', () => {
    const error = {
      kind: 'exception',
      message: 'no',
      cell: 5,
      line: 3
    } as const;
    const steps = [{ step: 'load', status: 'failed' as const, error }];
    const run = stateOf(runRecord('r1', 'failed', { steps }));
    const [row] = stepRows(pipelineOf(['load', 0]), run);
    expect(row?.target).toEqual({ of: 'run', cell: 5, line: 3 });
  });
});

describe('the rows of diagnostics', () => {
  const told = (
    severity: Diagnostic['severity'],
    code: string,
    cell?: number
  ): Diagnostic => ({ severity, code, message: code, cell, fixes: [] });

  const shownWith = (...diagnostics: Diagnostic[]): ShownPipeline => ({
    tagged: { blocks: [], settings: {}, hasPrev: false, problems: [] },
    pipeline: pipelineOf(),
    diagnostics,
    notebook: {
      metadata: {},
      ids: ['a'],
      cells: [{ type: 'code', source: 'a = 1\nb = c\n', metadata: {} }]
    }
  });

  it('are sorted: errors first, then as in the notebook', () => {
    const shown = shownWith(
      told('info', 'i', 0),
      told('error', 'e', 4),
      told('warning', 'w', 1),
      told('error', 'whole')
    );
    const rows = diagnosticRows(shown, undefined, undefined);
    expect(rows.map(each => each.code)).toEqual(['whole', 'e', 'w', 'i']);
    expect(rows[0]?.target).toBeUndefined();
  });

  it('lead to the line, and say the ways out', () => {
    const fixes = [{ title: 'Define it', edits: [] }];
    const shown = shownWith({
      ...told('error', 'e', 0),
      range: { start: 10, end: 11 },
      fixes
    });
    const [row] = diagnosticRows(shown, undefined, undefined);
    expect(row).toMatchObject({
      target: { of: 'pipeline', cell: 0, line: 2 },
      fixes: [{ code: 'e', title: 'Define it', from: 10 }]
    });
  });

  it('tell once what the notebook and the service both say', () => {
    const diagnostics = [told('error', 'e', 0), told('error', 'of the engine')];
    const problem = new ServiceError(422, {
      code: 'pipeline-has-errors',
      message: '',
      hint: '',
      diagnostics
    });
    const rows = diagnosticRows(
      shownWith(told('error', 'e', 0)),
      undefined,
      problem
    );
    expect(rows.map(each => each.code)).toEqual(['of the engine', 'e']);
  });

  it('hold what turned out in the run, which leads to its cells', () => {
    const run = {
      ...stateOf(runRecord('r1', 'succeeded')),
      diagnostics: [
        {
          severity: 'warning',
          code: 'w',
          message: 'm',
          hint: 'h',
          cell: 2
        } as const
      ]
    };
    expect(diagnosticRows(undefined, run, undefined)).toMatchObject([
      { code: 'w', hint: 'h', target: { of: 'run', cell: 2 } }
    ]);
  });
});
