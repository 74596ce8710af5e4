import type { Node } from '../../../../kubernetes/objects';
import { explainWaiting } from '../explain-waiting';
import { event, podWith, unscheduled } from './samples';

const NOW = Date.parse('2026-11-26T01:26:00Z');

function node(name: string, allocatable: Record<string, string>): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name, resourceVersion: '1' },
    spec: {},
    status: { allocatable }
  };
}

describe('why no node takes a step', () => {
  const GPUS = {
    containers: [
      { name: 'wait', resources: { requests: { memory: '64Mi' } } },
      {
        name: 'main',
        resources: { limits: { 'nvidia.com/gpu': '4', memory: '8Gi' } }
      }
    ]
  };

  it.each([
    [
      '0/5 nodes are available: 1 node(s) had untolerated taint {dedicated: ml}, 3 Insufficient nvidia.com/gpu, 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }. preemption: 0/5 nodes are available: 2 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.',
      "None of the 5 nodes can take the step: 1 is kept for others by a taint 'dedicated=ml'; 3 have less than 4 nvidia.com/gpu free; 1 is short of disk",
      false
    ],
    [
      '0/2 nodes are available: 1 Insufficient memory, 1 Too many pods.',
      'None of the 2 nodes can take the step: 1 has less than 8Gi of memory free; 1 has as many pods as fit',
      false
    ],
    [
      "0/3 nodes are available: 2 node(s) had volume node affinity conflict, 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
      'None of the 3 nodes can take the step: 2 do not reach the volume of the step; 1 is not labelled as the affinity of the step asks',
      true
    ],
    [
      '0/1 nodes are available: 1 node(s) were unschedulable.',
      'The only node of the cluster cannot take the step: it is closed for new pods, as somebody does to empty it',
      false
    ],
    [
      "0/1 nodes are available: 1 node(s) had taint {nvidia.com/gpu: }, that the pod didn't tolerate.",
      "The only node of the cluster cannot take the step: it is kept for others by a taint 'nvidia.com/gpu'",
      true
    ],
    [
      '0/2 nodes are available: 2 node(s) did a thing of tomorrow.',
      "None of the 2 nodes can take the step: 2 say 'node(s) did a thing of tomorrow'",
      false
    ],
    [
      'no nodes available to schedule pods',
      'No node can take the step: no nodes available to schedule pods',
      false
    ]
  ])('%s', (said, message, isHopeless) => {
    const reason = explainWaiting(unscheduled(said, GPUS), [], NOW);
    expect(reason).toMatchObject({ message, isHopeless });
  });

  it('is hopeless where the largest node is too small, and says how large that is', () => {
    const pod = unscheduled(
      '0/2 nodes are available: 2 Insufficient memory.',
      GPUS
    );
    const small = [
      node('a', { memory: '2Gi' }),
      node('b', { memory: '4300000Ki' })
    ];
    expect(explainWaiting(pod, [], NOW, { nodes: small })).toMatchObject({
      code: 'too-large',
      hint: 'Let it ask for less: the nodes of this cluster have 4.1Gi at most.',
      isHopeless: true
    });
    const large = [...small, node('c', { memory: '64Gi' })];
    expect(explainWaiting(pod, [], NOW, { nodes: large })).toMatchObject({
      code: 'no-room',
      isHopeless: false
    });
  });

  it('says that the cluster has no such device at all', () => {
    const pod = unscheduled(
      '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.',
      GPUS
    );
    const nodes = [node('a', { cpu: '4' })];
    expect(explainWaiting(pod, [], NOW, { nodes })?.hint).toContain(
      'have none'
    );
  });

  it('is that one comes, where the cluster adds nodes', () => {
    const pod = unscheduled('0/1 nodes are available: 1 Insufficient cpu.');
    const coming = event(
      'TriggeredScaleUp',
      'pod triggered scale-up: [{a 1->2}]',
      {
        type: 'Normal'
      }
    );
    expect(explainWaiting(pod, [coming], NOW)?.code).toBe('node-comes');
  });

  it('is the queue, where one holds it back', () => {
    const pod = podWith({
      conditions: [
        { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }
      ]
    });
    expect(explainWaiting(pod, [], NOW)?.code).toBe('queued');
  });

  it('is what the events say, where the pod does not', () => {
    const said = event(
      'FailedScheduling',
      '0/1 nodes are available: 1 Too many pods.'
    );
    expect(explainWaiting(podWith({}), [said], NOW)?.code).toBe('no-room');
    const other = { ...said, involvedObject: { kind: 'Pod', name: 'other' } };
    expect(explainWaiting(podWith({}), [other], NOW)).toBeUndefined();
  });
});
