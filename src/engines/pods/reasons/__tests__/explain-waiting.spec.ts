import { explainWaiting } from '../explain-waiting';
import type { WaitReason } from '../wait-reason';
import { event, LATER, podWith, sample, stuck, unscheduled } from './samples';

const NOW = Date.parse('2026-11-26T01:26:00Z');

function explainSample(name: string): WaitReason | undefined {
  const { pod, events = [], message } = sample(name);
  return explainWaiting(pod, events, LATER, { message });
}

describe('why a step waits, as a real cluster tells it', () => {
  it.each([
    [
      'cpu',
      'no-room',
      'The only node of the cluster cannot take the step: it has less than 100 processors free'
    ],
    [
      'memory',
      'no-room',
      'The only node of the cluster cannot take the step: it has less than 900Gi of memory free'
    ],
    [
      'gpu',
      'no-room',
      'The only node of the cluster cannot take the step: it has less than 4 nvidia.com/gpu free'
    ],
    [
      'too-large',
      'no-room',
      'None of the 2 nodes can take the step: 2 have less than 200Gi of memory free'
    ],
    [
      'image-gone',
      'registry-unreachable',
      "The image 'docker.io/nosuch/image:1' cannot be pulled. The registry registry-1.docker.io does not answer the node: server misbehaving"
    ],
    [
      'quota-exceeded',
      'quota-exceeded',
      "The quota 'small' of the namespace leaves no room for the step, which asks for 4010m of requests.cpu, of which 2 may be used and 0 is in use"
    ]
  ])('%s', (name, code, message) => {
    expect(explainSample(name)).toMatchObject({ code, message });
  });

  it.each([
    [
      'selector',
      'no-fitting-node',
      'The only node of the cluster cannot take the step: it is not labelled with gpu=a100'
    ],
    [
      'tainted',
      'no-fitting-node',
      'None of the 2 nodes can take the step: 1 is not labelled with reasons=fake; 1 is kept for others by a taint'
    ],
    [
      'claim-gone',
      'claim-missing',
      "The step needs the volume claim 'gone', which is not there"
    ],
    [
      'claim-pending',
      'no-storage-class',
      "The volume of the claim 'pending' cannot be made: the cluster has no storage class 'nosuch'"
    ],
    [
      'claim-none',
      'no-storage-class',
      "The volume of the claim 'none' cannot be made: it names no storage class, and the cluster has no default one"
    ],
    [
      'image-invalid',
      'image-name-invalid',
      "'Bad/IMAGE:x:y' is no name of an image: repository name (IMAGE) must be lowercase"
    ],
    [
      'image-never',
      'image-not-on-node',
      "The image 'local/nothing:1' is not on the node, and may not be pulled (imagePullPolicy: Never)"
    ],
    [
      'secret-gone',
      'secret-missing',
      "The secret 'gone', which the step needs, is not there"
    ],
    [
      'key-gone',
      'secret-key-missing',
      "The secret 'there', which the step needs, has no key 'gone'"
    ],
    [
      'bad-dir',
      'root-not-allowed',
      "The step may not run as root, and its image 'local/python:1' names no other user by number"
    ],
    [
      'map-gone',
      'config-map-missing',
      "The ConfigMap 'gone', which the step needs, is not there"
    ],
    [
      'quota',
      'quota-wants-amounts',
      "The quota 'small' of the namespace wants each container to say limits.memory and requests.cpu, and Argo's own containers do not"
    ],
    [
      'range',
      'limit-range',
      'The namespace lets a container ask for at most 1Gi of memory; the step asks for 2Gi'
    ],
    [
      'security',
      'pod-security',
      "The namespace admits pods of the security level 'restricted' only, which this one is not: allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true and seccompProfile"
    ],
    [
      'account',
      'service-account-missing',
      "The service account 'gone', as which the step is to act, is not in the namespace"
    ],
    [
      'priority',
      'priority-class-missing',
      "The cluster has no priority class 'gone'"
    ]
  ])('%s: nothing but somebody helps', (name, code, message) => {
    const reason = explainSample(name);
    expect(reason).toMatchObject({ code, message });
    expect(reason?.hint).toMatch(/^[A-Z].*\.$/);
    expect(reason?.isHopeless).toBe(true);
  });
});

describe('why an image does not come', () => {
  it.each([
    [
      'image-not-found',
      true,
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/train:2": failed to resolve reference "docker.io/library/train:2": docker.io/library/train:2: not found'
    ],
    [
      'image-not-found',
      true,
      'reading manifest 2 in quay.io/team/train: manifest unknown: manifest unknown'
    ],
    [
      'image-unauthorized',
      true,
      'failed to pull and unpack image "ghcr.io/team/train:2": failed to resolve reference "ghcr.io/team/train:2": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Ateam%2Ftrain%3Apull&service=ghcr.io: 401 Unauthorized'
    ],
    [
      'image-unauthorized',
      true,
      'failed to resolve reference "docker.io/team/train:2": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'
    ],
    [
      'image-rate-limit',
      false,
      'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/python/manifests/sha256:0: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.'
    ],
    [
      'registry-unreachable',
      false,
      'failed to do request: Head "https://registry.team.example/v2/train/manifests/2": dial tcp: lookup registry.team.example: no such host'
    ],
    [
      'registry-not-trusted',
      true,
      'failed to do request: Head "https://registry.team.example/v2/train/manifests/2": tls: failed to verify certificate: x509: certificate signed by unknown authority'
    ],
    [
      'image-other-processor',
      true,
      'failed to pull and unpack image "docker.io/team/train:2": no match for platform in manifest: not found'
    ],
    [
      'node-disk-full',
      false,
      'failed to extract layer sha256:0: write /var/lib/containerd/x: no space left on device'
    ],
    ['image-pull-failed', false, 'failed for a reason of tomorrow']
  ])('%s', (code, isHopeless, said) => {
    for (const pod of [
      stuck('ErrImagePull', said),
      stuck(
        'ImagePullBackOff',
        `Back-off pulling image "team/train:2": ErrImagePull: ${said}`
      )
    ]) {
      expect(explainWaiting(pod, [], NOW)).toMatchObject({ code, isHopeless });
    }
    const older = stuck(
      'ImagePullBackOff',
      'Back-off pulling image "team/train:2"'
    );
    const told = event(
      'Failed',
      `Failed to pull image "team/train:2": ${said}`
    );
    expect(explainWaiting(older, [told], NOW)).toMatchObject({ code });
  });

  it('is told with the address of a registry that does not answer', () => {
    const pod = stuck(
      'ErrImagePull',
      'failed to do request: Head "https://registry.team.example/v2/a/manifests/2": dial tcp 10.0.0.1:443: i/o timeout'
    );
    expect(explainWaiting(pod, [], NOW)?.message).toContain(
      'The registry registry.team.example does not answer the node: i/o timeout'
    );
  });

  it('is that it is being pulled, where nothing failed', () => {
    const pod = podWith({}, { nodeName: 'node-3' });
    const pulling = event('Pulling', 'Pulling image "team/train:2"', {
      type: 'Normal'
    });
    expect(explainWaiting(pod, [pulling], NOW)?.code).toBe('image-pulling');
    const pulled = event('Pulled', 'Successfully pulled image "team/train:2"', {
      type: 'Normal',
      lastTimestamp: '2026-11-26T01:25:40Z'
    });
    expect(explainWaiting(pod, [pulling, pulled], NOW)).toBeUndefined();
  });
});

describe('why a node cannot prepare a step', () => {
  const volumes = [
    { name: 'v', persistentVolumeClaim: { claimName: 'workspace' } }
  ];
  const pod = podWith({}, { nodeName: 'node-3', volumes });

  it('is a volume that another node has', () => {
    const by = (who: string): WaitReason | undefined =>
      explainWaiting(
        pod,
        [
          event(
            'FailedAttachVolume',
            `Multi-Attach error for volume "pvc-1" Volume is already ${who}`
          ),
          event(
            'FailedMount',
            'Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[v]: timed out waiting for the condition',
            { lastTimestamp: '2026-11-26T01:25:50Z' }
          )
        ],
        NOW
      );
    const notebook = by('used by pod(s) notebook-0');
    expect(notebook).toMatchObject({
      code: 'volume-in-use',
      message:
        "The volume of the claim 'workspace' is in use on another node by 'notebook-0', and only one node at a time can have it",
      isHopeless: true
    });
    for (const way of [
      'Clone',
      'same node',
      'pause the notebook',
      'ReadWriteMany'
    ]) {
      expect(notebook?.hint).toContain(way);
    }
    expect(by('used by pod(s) cellway-1-step-5')?.isHopeless).toBe(false);
    expect(
      by("exclusively attached to one node and can't be attached to another")
        ?.isHopeless
    ).toBe(false);
  });

  it.each([
    [
      'volume-not-mounted',
      'FailedMount',
      'MountVolume.SetUp failed for volume "pvc-1" : rpc error: code = Internal desc = mount failed: exit status 32'
    ],
    [
      'volume-not-mounted',
      'FailedMount',
      'Unable to attach or mount volumes: unmounted volumes=[v]: timed out waiting for the condition'
    ],
    [
      'secret-key-missing',
      'FailedMount',
      'MountVolume.SetUp failed for volume "s" : references non-existent secret key: token'
    ],
    [
      'node-failed',
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "1": plugin type="calico" failed (add): no free addresses'
    ]
  ])('%s', (code, reason, message) => {
    expect(explainWaiting(pod, [event(reason, message)], NOW)).toMatchObject({
      code
    });
  });

  it('no longer holds once a container has begun', () => {
    const begun = podWith(
      {
        initContainerStatuses: [
          { name: 'init', restartCount: 0, state: { running: {} } }
        ]
      },
      { nodeName: 'node-3' }
    );
    const failure = event('FailedMount', 'configmap "a" not found');
    expect(explainWaiting(begun, [failure], NOW)).toBeUndefined();
  });

  it('is told in the end where nobody says anything', () => {
    expect(explainWaiting(pod, [], NOW)).toBeUndefined();
    expect(explainWaiting(pod, [], NOW + 300_000)?.code).toBe('slow-start');
  });
});

describe('a pod that cannot be made', () => {
  it.each([
    [
      'policy',
      'admission webhook "validate.kyverno.svc-fail" denied the request: resource Pod/a/b was blocked: images: only our registry'
    ],
    [
      'policy',
      `pods "a" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`
    ],
    [
      'policy-unreachable',
      'Internal error occurred: failed calling webhook "validate.kyverno.svc-fail": connection refused'
    ],
    [
      'argo-forbidden',
      'pods is forbidden: User "system:serviceaccount:argo:argo" cannot create resource "pods" in API group "" in the namespace "a"'
    ],
    [
      'pod-refused',
      'Pod "a" is invalid: spec.containers[1].resources.requests: Invalid value: "8": must be less than or equal to memory limit of 4'
    ],
    [
      'limit-range',
      'pods "a" is forbidden: [minimum cpu usage per Container is 100m, but request is 10m, maximum memory usage per Container is 1Gi, but limit is 2Gi]'
    ]
  ])('%s', (code, message) => {
    expect(explainWaiting(undefined, [], NOW, { message })).toMatchObject({
      code
    });
  });

  it('waits for a quota that others use up, and for that alone', () => {
    const quota = (limited: string): WaitReason | undefined =>
      explainWaiting(undefined, [], NOW, {
        message: `pods "a" is forbidden: exceeded quota: team, requested: limits.memory=2Gi,pods=1, used: limits.memory=3Gi,pods=4, limited: limits.memory=${limited},pods=10`
      });
    expect(quota('4Gi')?.isHopeless).toBe(false);
    expect(quota('1Gi')?.isHopeless).toBe(true);
  });

  it('is nothing where the step only takes its time', () => {
    expect(explainWaiting(undefined, [], NOW)).toBeUndefined();
    expect(
      explainWaiting(undefined, [], NOW, { message: 'PodInitializing' })
    ).toBeUndefined();
  });
});

describe('a step that takes its usual time', () => {
  const after = (seconds: number): number =>
    Date.parse('2026-11-26T01:24:57Z') + seconds * 1000;

  it('is given longer for what may pass', () => {
    const waits = unscheduled('0/1 nodes are available: 1 Insufficient cpu.');
    expect(explainWaiting(waits, [], after(10))).toBeUndefined();
    expect(explainWaiting(waits, [], after(30))).toBeDefined();
    const never = stuck('InvalidImageName', 'invalid reference format');
    expect(explainWaiting(never, [], after(1))).toBeUndefined();
    expect(explainWaiting(never, [], after(10))).toBeDefined();
  });

  it('is not silenced by a clock that is slow', () => {
    const waits = unscheduled('0/1 nodes are available: 1 Insufficient cpu.');
    expect(explainWaiting(waits, [], after(-3600))).toBeDefined();
  });

  it('says nothing while it runs, has ended or is deleted', () => {
    const running = podWith({ phase: 'Running' }, { nodeName: 'a' });
    const old = event('FailedMount', 'configmap "a" not found');
    expect(explainWaiting(running, [old], NOW)).toBeUndefined();
    const pod = stuck('InvalidImageName', '');
    const deleted = {
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2026-11-26T01:25:57Z' }
    };
    expect(explainWaiting(deleted, [], NOW)).toBeUndefined();
  });
});
