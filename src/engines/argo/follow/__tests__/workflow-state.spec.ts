import { gzipSync } from 'node:zlib';
import { readWorkflow } from '../workflow-state';

const NODES = {
  whole: { displayName: 'cellway-1', type: 'DAG', phase: 'Failed' },
  a: {
    displayName: 'load',
    type: 'Retry',
    phase: 'Error',
    message: 'No more retries left',
    children: ['a0', 'a1']
  },
  a0: {
    displayName: 'load(0)',
    type: 'Pod',
    phase: 'Error',
    message: 'pod deleted'
  },
  a1: {
    displayName: 'load(1)',
    type: 'Pod',
    phase: 'Error',
    message: 'pods "p" is forbidden: exceeded quota'
  },
  b: {
    displayName: 'train',
    type: 'Retry',
    phase: 'Running',
    children: ['b0']
  },
  b0: { displayName: 'train(0)', type: 'Pod', phase: 'Pending' },
  c: { displayName: 'end', type: 'Omitted', phase: 'Omitted' }
};

function workflow(status: object): object {
  const tasks = ['load', 'train', 'end'].map((name, index) => ({
    name,
    arguments: { parameters: [{ name: 'step', value: String(index + 1) }] }
  }));
  return { spec: { templates: [{ dag: { tasks } }, {}] }, status };
}

describe('the state of a workflow', () => {
  it('is that of its steps, with what is said of the last try of each', () => {
    const state = readWorkflow(workflow({ phase: 'Failed', nodes: NODES }));
    expect(state?.phase).toBe('Failed');
    expect([...(state?.steps ?? [])]).toEqual([
      [
        '1',
        { phase: 'Error', message: 'pods "p" is forbidden: exceeded quota' }
      ],
      ['2', { phase: 'Running' }],
      ['3', { phase: 'Omitted' }]
    ]);
  });

  it('is the same where Argo has packed it', () => {
    const compressedNodes = gzipSync(JSON.stringify(NODES)).toString('base64');
    expect(
      readWorkflow(workflow({ phase: 'Failed', compressedNodes }))
    ).toEqual(readWorkflow(workflow({ phase: 'Failed', nodes: NODES })));
  });

  it('is without steps where it is packed in a way of tomorrow', () => {
    const packed = { phase: 'Running', compressedNodes: 'KLUv/QQA' };
    expect(readWorkflow(workflow(packed))).toMatchObject({ phase: 'Running' });
  });

  it('takes a phase that it does not know for one that goes on', () => {
    const state = readWorkflow(workflow({ phase: 'Dreaming' }));
    expect(state).toMatchObject({ phase: undefined });
    expect(readWorkflow({ spec: {} })).toBeUndefined();
  });
});
