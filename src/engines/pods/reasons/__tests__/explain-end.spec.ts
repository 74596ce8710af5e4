import type { Pod } from '../../../../kubernetes/objects';
import type { StepFailure } from '../../../../runs/step-failure';
import { explainDeath } from '../../../local/process/death';
import { explainEnd } from '../explain-end';
import { podWith, sample } from './samples';

function explainSample(name: string, said = ''): StepFailure {
  const { pod, message } = sample(name);
  return explainEnd(pod, { timeout: 3.5 }, message, { said });
}

/** A pod whose container `main` has ended. */
function ended(
  exitCode: number,
  more: object = {},
  status: NonNullable<Pod['status']> = {}
): Pod {
  return podWith({
    phase: 'Failed',
    containerStatuses: [
      {
        name: 'main',
        restartCount: 0,
        state: { terminated: { exitCode, reason: 'Error', ...more } }
      }
    ],
    ...status
  });
}

describe('why a pod ended without a result, as a real cluster tells it', () => {
  it.each([
    [
      'oom',
      'memory',
      'The step was killed: it used more than the 64Mi of memory that it may use'
    ],
    [
      'disk',
      'died',
      'The step was ended: it wrote more than the 20Mi that it may write to the disk of its node'
    ],
    ['timeout', 'timeout', 'The step took longer than its limit of 4 s'],
    [
      'deleted',
      'died',
      'The pod of the step was deleted: by somebody, or with its node'
    ],
    [
      'no-python',
      'runner',
      "The image 'local/python:1' has no program python3"
    ],
    [
      'start-error',
      'runner',
      "The image 'local/python:1' has no program python3"
    ],
    [
      'no-rights',
      'runner',
      "The service account 'default' of the step may not create workflowtaskresults, by which pods tell Argo how they ended"
    ],
    [
      'exit3',
      'died',
      'The step ended with exit code 3 before it was done\noh no'
    ],
    [
      'segv',
      'died',
      'The step died of the signal SIGSEGV: a library has used memory that is not its own\noh no'
    ],
    [
      'quota',
      'runner',
      "The quota 'small' of the namespace wants each container to say limits.memory and requests.cpu, and Argo's own containers do not"
    ]
  ])('%s', (name, kind, message) => {
    expect(explainSample(name, 'oh no\n')).toMatchObject({ kind, message });
  });

  it.each(['oom', 'disk', 'timeout', 'deleted', 'no-python', 'segv'])(
    '%s: the same kind when the pod is gone and only Argo knows',
    name => {
      const { kind } = explainSample(name);
      expect(explainEnd(undefined, {}, sample(name).message).kind).toBe(kind);
    }
  );

  it('names the program that refused its call', () => {
    const said = 'cellway runner: the plan has no step 7\n';
    expect(explainSample('exit2', said)).toEqual({
      kind: 'runner',
      message: 'runner: the plan has no step 7'
    });
  });

  it('says what kept a container from starting', () => {
    expect(explainSample('subpath')).toMatchObject({
      kind: 'runner',
      message: expect.stringMatching(/could not be started: .*error mounting/)
    });
  });
});

describe('why a pod ended without a result', () => {
  it.each([
    [1, null],
    [41, null],
    [137, 'SIGKILL'],
    [134, 'SIGABRT'],
    [143, 'SIGTERM']
  ] as const)(
    'is told of exit code %s in the words of this machine',
    (code, signal) => {
      const here = explainDeath(
        { code: signal === null ? code : null, signal },
        'last line',
        false
      );
      const there = explainEnd(ended(code), {}, '', { said: 'last line' });
      expect(there).toEqual(here);
    }
  );

  it('takes 64 for a code of the step itself where Argo says nothing of it', () => {
    expect(explainEnd(ended(64), {}).message).toContain('exit code 64');
    const said = { message: 'failed to create process group' };
    expect(explainEnd(ended(64, said), {})).toMatchObject({
      kind: 'runner',
      message: expect.stringContaining('failed to create process group')
    });
  });

  it('tells memory that the step was promised from memory that a node lacked', () => {
    const killed = ended(137, { reason: 'OOMKilled' });
    expect(explainEnd(killed, {}).message).toContain('ran out on its node');
    const promised = { resources: { memory: '2Gi' } };
    expect(explainEnd(killed, promised).message).toContain(
      'more than the 2Gi of memory'
    );
  });

  it('is the failure of a container of Argo only where the step did not fail', () => {
    const wait = {
      name: 'wait',
      restartCount: 0,
      state: { terminated: { exitCode: 137, reason: 'OOMKilled' } }
    };
    const pod = ended(0);
    const both = ended(3);
    const add = (to: Pod): Pod => ({
      ...to,
      status: {
        ...to.status,
        containerStatuses: [wait, ...(to.status?.containerStatuses ?? [])]
      }
    });
    expect(explainEnd(add(pod), {})).toMatchObject({
      kind: 'memory',
      message: expect.stringContaining("Argo's own container 'wait'")
    });
    expect(explainEnd(add(both), {}).message).toContain('exit code 3');
  });

  it.each([
    [
      'memory',
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 52Mi. Container main was using 3Gi, request is 0, has larger consumption of memory. ',
      /ran out of memory/
    ],
    [
      'died',
      'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 900Mi. ',
      /ran out of disk/
    ],
    ['died', 'The node was low on resource: inodes. ', /ran out of inodes/],
    [
      'died',
      'Usage of EmptyDir volume "shm" exceeds the limit "1Gi". ',
      /folder 'shm' grew beyond 1Gi/
    ],
    ['died', '', /Evicted/]
  ])('is an eviction (%s): %s', (kind, message, words) => {
    const pod = ended(137, {}, { reason: 'Evicted', message });
    const failure = explainEnd(pod, {}, message, { cell: 4 });
    expect(failure).toMatchObject({ kind, cell: 4 });
    expect(failure.message).toMatch(words);
  });

  it.each([
    ['PreemptionByScheduler', /higher priority/],
    ['DeletionByTaintManager', /with its node/],
    ['EvictionByEvictionAPI', /emptying/],
    ['DeletionByPodGC', /lost with its node/]
  ])('is a disruption: %s', (reason, words) => {
    const pod = ended(
      143,
      {},
      {
        phase: 'Failed',
        conditions: [{ type: 'DisruptionTarget', status: 'True', reason }]
      }
    );
    const failure = explainEnd(pod, {}, 'pod deleted');
    expect(failure).toMatchObject({ kind: 'died', hint: 'Run it again.' });
    expect(failure.message).toMatch(words);
  });

  it.each([
    [
      'NodeShutdown',
      'Pod was terminated in response to imminent node shutdown.',
      /shut down/
    ],
    [
      'OutOfcpu',
      "Node didn't have enough resource: cpu",
      /could not take the step after all/
    ],
    [
      'UnexpectedAdmissionError',
      'Allocate failed due to requested number of devices unavailable for nvidia.com/gpu',
      /devices unavailable/
    ]
  ])('is its node: %s', (reason, message, words) => {
    const pod = podWith(
      { phase: 'Failed', reason, message },
      { nodeName: 'node-3' }
    );
    expect(explainEnd(pod, {}, message).message).toMatch(words);
  });

  it('is its deletion, where it is last seen as one that is deleted', () => {
    const pod = podWith({ phase: 'Running' });
    const deleted = {
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2026-11-26T01:25:57Z' }
    };
    expect(explainEnd(deleted, {}).message).toMatch(/was deleted/);
    const { metadata } = deleted;
    // Asked to end, it ends before it is gone.
    expect(explainEnd({ ...ended(143), metadata }, {}).message).toMatch(
      /was deleted/
    );
    // It had failed by itself before.
    expect(explainEnd({ ...ended(3), metadata }, {}).message).toMatch(
      /exit code 3/
    );
  });

  it('is why it did not begin, where only Argo says that', () => {
    const message =
      'Pod failed before main container starts due to ContainerCreating: node is going away';
    expect(explainEnd(undefined, {}, message)).toMatchObject({
      kind: 'runner',
      message: 'The pod of the step ended before it began: node is going away'
    });
  });

  it('is what Argo says, where nothing else is known', () => {
    expect(explainEnd(undefined, {}, 'a thing of tomorrow').message).toBe(
      'The step ended on the cluster: a thing of tomorrow'
    );
    expect(explainEnd(undefined, {}).message).toMatch(/does not tell why/);
  });
});
