import type { ServerResponse } from 'node:http';
import { logOf } from '../../src/engines/argo/__tests__/fake-argo';
import { ApiServer } from '../../src/kubernetes/__tests__/api-server';
import type { Received, Reply } from '../../src/kubernetes/__tests__/replies';
import type { KubernetesObject } from '../../src/kubernetes/objects';
import POD from './pod.json';

export type State = 'waiting' | 'running' | 'succeeded';

/** What Argo writes into a log when the process of a step has ended. */
const EXITED =
  '2026-11-26T01:25:00.200000000Z time="2026-11-26T01:25:00.200Z" level=info msg="sub-process exited" argo=true error="<nil>"\n';

const TEMPLATE = JSON.stringify(POD);

/**
 * Stands for a cluster with Argo, and tells as much of each pod as a real one
 * does (`pod.json`: Argo 3.7, Kubernetes 1.34). Each run is to have a namespace
 * of its own, of pods that wait, print and end as they are told.
 */
export class BusyCluster {
  /** Of each pod that prints: what it has printed, and who reads it. */
  private readonly _logs = new Map<string, Log>();

  private constructor(readonly api: ApiServer) {
    api.intercept = (request, response) => this._answer(request, response);
  }

  static async start(): Promise<BusyCluster> {
    return new BusyCluster(await ApiServer.start());
  }

  /** The name of the workflow in a namespace, where there is one that is not held back. */
  workflow(namespace: string): string | undefined {
    const [found] = this.api.objects(workflows(namespace)) as Workflow[];
    return found?.spec.suspend ? undefined : found?.metadata.name;
  }

  /**
   * Makes what is told of a step's pod.
   *
   * @param number - of the step, from 1
   * @returns what tells it
   */
  pod(namespace: string, number: number, state: State): () => void {
    const workflow = this.workflow(namespace) ?? '';
    const name = `${workflow}-step-${number}`;
    const step = `s${number}`;
    const [start, end] = printed(step, number - 1);
    const log = this._logs.get(`${namespace}/${name}`) ?? new Log();
    this._logs.set(`${namespace}/${name}`, log);
    const words: Readonly<Record<string, string>> = {
      POD: name,
      RUN: workflow.replace('cellway-', ''),
      WORKFLOW: workflow,
      STEP: step,
      NUMBER: String(number),
      NAMESPACE: namespace
    };
    const text = TEMPLATE.replace(/\$([A-Z]+)/g, (_, word) => words[word]);
    const pod = JSON.parse(text) as typeof POD;
    const status = { ...pod.status, ...statusOf(pod, state) };
    return () => {
      if (state === 'running') {
        log.print(start);
      } else if (state === 'succeeded') {
        log.print(end);
        log.end();
      }
      const pods = `/api/v1/namespaces/${namespace}/pods`;
      this.api.put(pods, name, { ...pod, status });
    };
  }

  /** Tells how Argo sees a run: all steps up to one, each with a try, in the same phase. */
  tellWorkflow(namespace: string, steps: number, phase: string): void {
    const [{ metadata, ...rest }] = this.api.objects(workflows(namespace));
    const nodes: Record<string, object> = {};
    for (let number = 1; number <= steps; number++) {
      const id = `${metadata.name}-${number}`;
      const node = {
        name: `${metadata.name}.s${number}`,
        phase,
        progress: '1/1',
        startedAt: '2026-11-26T09:16:21Z',
        templateName: 'step',
        templateScope: `local/${metadata.name}`,
        inputs: { parameters: [{ name: 'step', value: String(number) }] }
      };
      const displayName = `s${number}`;
      nodes[id] = {
        ...node,
        id,
        displayName,
        type: 'Retry',
        children: [`${id}-0`]
      };
      nodes[`${id}-0`] = {
        ...node,
        id: `${id}-0`,
        displayName: `${displayName}(0)`,
        type: 'Pod',
        boundaryID: metadata.name,
        hostNodeName: 'node',
        nodeFlag: { retried: true },
        resourcesDuration: { cpu: 0, memory: 2 }
      };
    }
    const status = { phase, nodes };
    this.api.put(workflows(namespace), metadata.name, {
      ...rest,
      metadata,
      status
    });
  }

  private _answer(
    { method, path, body, query }: Received,
    response: ServerResponse
  ): Reply | 'done' | undefined {
    const [, namespace = '', pod] =
      /namespaces\/([^/]+)\/pods\/([^/]+)\/log$/.exec(path) ?? [];
    if (pod !== undefined) {
      this._logs.get(`${namespace}/${pod}`)?.show(response, query.follow);
      return 'done';
    }
    if (method === 'PATCH' && path.includes('/workflows/')) {
      const name = path.split('/').at(-1) ?? '';
      const [, of = ''] = /namespaces\/([^/]+)/.exec(path) ?? [];
      const [known] = this.api.objects(workflows(of)) as Workflow[];
      const { spec } = JSON.parse(body) as Pick<Workflow, 'spec'>;
      const merged = { ...known, spec: { ...known.spec, ...spec } };
      return { status: 200, body: this.api.put(workflows(of), name, merged) };
    }
    return undefined;
  }
}

interface Workflow extends KubernetesObject {
  readonly spec: { readonly suspend?: boolean | null };
  readonly [field: string]: unknown;
}

class Log {
  private _text = '';
  private _isOver = false;
  private readonly _readers = new Set<ServerResponse>();

  print(text: string): void {
    this._text += text;
    this._readers.forEach(each => each.write(text));
  }

  end(): void {
    this._isOver = true;
    this._readers.forEach(each => each.end());
    this._readers.clear();
  }

  show(response: ServerResponse, follow: string | undefined): void {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write(this._text);
    if (this._isOver || follow !== 'true') {
      response.end();
    } else {
      this._readers.add(response);
      response.on('close', () => this._readers.delete(response));
    }
  }
}

/** What a step prints at its beginning, and at its end. */
function printed(step: string, cell: number): [string, string] {
  const lines = logOf(step, cell, 'text '.repeat(20)).split(/(?<=\n)/);
  return [lines.slice(0, 2).join(''), lines.slice(2).join('') + EXITED];
}

function statusOf({ status }: typeof POD, state: State): object {
  if (state === 'succeeded') {
    return {};
  }
  const running = { startedAt: '2026-11-26T09:16:24Z' };
  const now = state === 'running' ? { running } : { waiting: {} };
  return {
    phase: state === 'running' ? 'Running' : 'Pending',
    containerStatuses: status.containerStatuses.map(each => ({
      ...each,
      state: now
    }))
  };
}

function workflows(namespace: string): string {
  return `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/workflows`;
}
