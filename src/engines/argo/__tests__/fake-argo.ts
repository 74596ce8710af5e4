import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { ApiServer } from '../../../kubernetes/__tests__/api-server';
import type { Received, Reply } from '../../../kubernetes/__tests__/replies';
import type { KubernetesObject } from '../../../kubernetes/objects';
import { STEP_PROTOCOL } from '../../../runs/step-request';
import type { StepResult } from '../../../runs/step-result';

const WORKFLOWS = '/apis/argoproj.io/v1alpha1/namespaces/team/workflows';
const PODS = '/api/v1/namespaces/team/pods';

type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Error';

const TIME = '2026-11-26T01:25:00.5Z';

/**
 * Stands for Argo and the kubelet: a test says what becomes of steps. Nothing
 * is on their claim, as a pod finds that is sent there to read.
 */
export class FakeArgo {
  /** Answers before anything else does. */
  fault: (request: Received) => Reply | undefined = () => undefined;
  private readonly _nodes: Record<string, object> = {};
  private readonly _logs = new Map<string, string>();

  constructor(private readonly _api: ApiServer) {
    _api.intercept = request => this.fault(request) ?? this._answer(request);
  }

  /** The name of the workflow, once it may go on. */
  async started(): Promise<string> {
    for (;;) {
      const found = this._workflow;
      if (found && !(found.spec as { suspend?: boolean }).suspend) {
        return found.metadata.name;
      }
      await setTimeout(10);
    }
  }

  /** Resolves when somebody has asked the workflow to end. */
  async shutDown(): Promise<void> {
    while (!(this._workflow?.spec as { shutdown?: string }).shutdown) {
      await setTimeout(10);
    }
  }

  /**
   * The pod of a step, or of several.
   *
   * @param steps - their numbers, from 1, with dots between them
   * @param log - what it has printed, where it has begun
   * @param attempt - counts the pods of the steps
   */
  pod(
    steps: number | string,
    log?: string,
    exitCode?: number,
    attempt = 1
  ): void {
    const name = attempt === 1 ? `pod-${steps}` : `pod-${steps}-${attempt}`;
    const startedAt = `2026-11-26T01:25:0${attempt - 1}Z`;
    const state =
      exitCode === undefined
        ? { running: { startedAt } }
        : { terminated: { exitCode, startedAt, finishedAt: startedAt } };
    if (log !== undefined) {
      this._logs.set(name, log);
    }
    this._api.put(PODS, name, {
      metadata: {
        labels: { 'cellway.dev/step': String(steps) },
        creationTimestamp: startedAt
      },
      spec: { containers: [{ name: 'main' }], nodeName: 'node' },
      status: {
        phase: exitCode === undefined ? 'Running' : 'Succeeded',
        containerStatuses: [{ name: 'main', restartCount: 0, state }]
      }
    });
  }

  /** How Argo sees a step. */
  node(step: string, phase: Phase): void {
    this._nodes[step] = { displayName: step, type: 'Retry', phase };
    this.phase('Running');
  }

  /** How Argo sees the whole. */
  phase(phase: Phase): void {
    const { metadata, ...rest } = this._workflow as KubernetesObject;
    this._api.put(WORKFLOWS, metadata.name, {
      ...rest,
      metadata,
      status: { phase, nodes: { ...this._nodes } }
    });
  }

  remove(): void {
    this._api.remove(WORKFLOWS, this._workflow?.metadata.name ?? '');
  }

  private get _workflow():
    (KubernetesObject & { readonly spec?: object }) | undefined {
    return this._api.objects(WORKFLOWS)[0];
  }

  private _answer({ method, path, body }: Received): Reply | undefined {
    const log = /\/pods\/([^/]+)\/log$/.exec(path)?.[1];
    if (log !== undefined) {
      return { status: 200, body: this._logs.get(log) ?? '' };
    }
    if (method === 'POST' && path === PODS) {
      const { name } = JSON.parse(body).metadata;
      this._logs.set(name, `${TIME} {"file":0,"missing":true}\n`);
      const status = {
        phase: 'Succeeded',
        containerStatuses: [
          { name: 'main', state: { terminated: { exitCode: 0 } } }
        ]
      };
      return { status: 201, body: this._api.put(PODS, name, { status }) };
    }
    if (method === 'PATCH' && path.startsWith(WORKFLOWS)) {
      const known = this._workflow as KubernetesObject & { spec: object };
      const { spec } = JSON.parse(body);
      const merged = { ...known, spec: { ...known.spec, ...spec } };
      return {
        status: 200,
        body: this._api.put(WORKFLOWS, known.metadata.name, merged)
      };
    }
    return undefined;
  }
}

/** The log of a pod whose only cell prints a text, with the result behind it. */
export function logOf(
  step: string,
  cell: number,
  text: string,
  more: Partial<StepResult> = {}
): string {
  const stream = { output_type: 'stream', name: 'stdout', text: `${text}\n` };
  const ended = { status: 'succeeded', seconds: 0.1 };
  const result: StepResult = {
    protocol: STEP_PROTOCOL,
    run: 'test',
    step,
    status: 'succeeded',
    seconds: 0.1,
    cells: [
      { index: cell, status: 'succeeded', seconds: 0.1, outputs: [stream] }
    ],
    objects: [],
    states: {},
    absent: [],
    unstored: [],
    ...more
  };
  const data = gzipSync(JSON.stringify(result)).toString('base64');
  const lines = [
    event({ event: 'cell-started', cell }),
    text,
    event({ event: 'cell-ended', cell, ...ended }),
    event({ event: 'result', part: 1, of: 1, data })
  ];
  return lines
    .map((line, n) => `2026-11-26T01:25:00.${100 + n}000000Z ${line}\n`)
    .join('');
}

function event(content: object): string {
  return `\u001e${JSON.stringify(content)}`;
}
