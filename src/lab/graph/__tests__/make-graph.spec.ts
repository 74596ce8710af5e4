import type { Diagnostic } from '../../../pipeline/diagnostic';
import { runRecord } from '../../__tests__/fake-service';
import { stateOf } from '../../runs/run-state';
import { nameVariables } from '../model/describe';
import { makeGraph } from '../model/make-graph';
import { pipelineOf } from './sample';

const PIPELINE = pipelineOf({
  load: { cells: [1, 2], writes: ['df'] },
  clean: { cells: [3], reads: [{ name: 'df', from: 'load' }] },
  train: {
    cells: [4],
    parameters: ['rate'],
    reads: [
      { name: 'df', from: 'clean' },
      { name: 'target', from: 'load' }
    ],
    orders: [{ from: 'load', reason: 'file', subject: 'a.csv' }],
    states: [{ from: 'clean', state: 'random' }]
  }
});

const warning = (cell: number | undefined, message: string): Diagnostic => ({
  severity: 'warning',
  code: 'w',
  message,
  ...(cell !== undefined && { cell }),
  fixes: []
});

describe('the graph of a pipeline', () => {
  it('has a node a step, with its cells, parameters and a colour', () => {
    const { nodes } = makeGraph({ pipeline: PIPELINE, diagnostics: [] });
    expect(nodes).toMatchObject([
      { id: 'load', cells: [1, 2], status: 'idle', parameters: [] },
      { id: 'clean', cells: [3] },
      { id: 'train', cells: [4], parameters: ['rate'] }
    ]);
    expect(new Set(nodes.map(node => node.colour)).size).toBe(3);
  });

  it('has one edge between two steps, with all that goes along it and all reasons', () => {
    const { edges } = makeGraph({ pipeline: PIPELINE, diagnostics: [] });
    expect(edges).toEqual([
      {
        from: 'load',
        to: 'clean',
        variables: [{ name: 'df' }],
        reasons: [],
        isImplied: false
      },
      {
        from: 'clean',
        to: 'train',
        variables: [{ name: 'df' }],
        reasons: [{ kind: 'state', subject: 'random' }],
        isImplied: false
      },
      {
        from: 'load',
        to: 'train',
        variables: [{ name: 'target' }],
        reasons: [{ kind: 'file', subject: 'a.csv' }],
        isImplied: false
      }
    ]);
  });

  it('says of values what is known of them', () => {
    const df = {
      name: 'df',
      type: 'pandas.core.frame.DataFrame',
      shape: [3, 2],
      object: '',
      sharesWith: []
    };
    const { edges } = makeGraph({
      pipeline: PIPELINE,
      diagnostics: [],
      valueFrom: (step, name) =>
        step === 'load' && name === 'df' ? df : undefined
    });
    expect(edges[0]?.variables).toEqual([{ name: 'df', value: df }]);
    expect(edges[1]?.variables).toEqual([{ name: 'df' }]);
    expect(nameVariables(edges[0]?.variables ?? [])).toBe('df DataFrame 3 × 2');
  });

  it('shows what became of the steps in the run, by their ids', () => {
    const record = runRecord('r', 'failed', {
      steps: [
        { step: 'load', status: 'succeeded', seconds: 2 },
        {
          step: 'train',
          status: 'failed',
          error: { kind: 'exception', message: 'No rows.' }
        }
      ]
    });
    const run = stateOf(record);
    const { nodes } = makeGraph({ pipeline: PIPELINE, diagnostics: [], run });
    expect(nodes).toMatchObject([
      { status: 'succeeded', seconds: 2, marks: [] },
      { status: 'idle' },
      { status: 'failed', marks: [{ severity: 'error', message: 'No rows.' }] }
    ]);
  });

  it('marks steps with what is told of their cells, errors first', () => {
    const { nodes } = makeGraph({
      pipeline: PIPELINE,
      diagnostics: [
        warning(2, 'once'),
        warning(undefined, 'of the whole'),
        { ...warning(1, 'worse'), severity: 'error' },
        warning(2, 'once'),
        warning(9, 'elsewhere')
      ]
    });
    expect(nodes.map(node => node.marks.map(mark => mark.message))).toEqual([
      ['worse', 'once'],
      [],
      []
    ]);
  });

  it('gives the parts of a step that had to be parted one colour', () => {
    const parted = pipelineOf({ a: {}, b: {}, 'a (2)': { name: 'a' } });
    const { nodes } = makeGraph({ pipeline: parted, diagnostics: [] });
    expect(nodes.map(node => node.id)).toEqual(['a', 'b', 'a (2)']);
    expect(nodes[2]?.colour).toBe(nodes[0]?.colour);
  });

  it('does not draw an order that other edges bring about', () => {
    const ordered = pipelineOf({
      a: {},
      b: { reads: [{ name: 'x', from: 'a' }] },
      c: {
        reads: [{ name: 'y', from: 'b' }],
        orders: [{ from: 'a', reason: 'opaque code' }]
      },
      d: { orders: [{ from: 'a', reason: 'prev' }] }
    });
    const { edges } = makeGraph({ pipeline: ordered, diagnostics: [] });
    const implied = edges.filter(edge => edge.isImplied);
    expect(implied).toMatchObject([{ from: 'a', to: 'c' }]);
  });

  it('leaves out what a pipeline that is not whole names', () => {
    const broken = pipelineOf({
      a: { reads: [{ name: 'x', from: 'gone' }] }
    });
    expect(makeGraph({ pipeline: broken, diagnostics: [] }).edges).toEqual([]);
  });
});
