/** A cluster of one namespace whose pods read a folder of this machine, and whose logs lose lines. */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { ApiServer } from '../../../../kubernetes/__tests__/api-server';
import type { Connected } from '../../../../kubernetes/__tests__/connected';
import type { Received, Reply } from '../../../../kubernetes/__tests__/replies';
import { temporaryFolder } from '../../../local/__tests__/notebooks';
import type { DataAccess } from '../data-access';

const HERE = '/api/v1/namespaces/team';
export const PODS = `${HERE}/pods`;
const CLAIMS = `${HERE}/persistentvolumeclaims`;

/** What of a pod the tests look at. */
export interface ReaderPod {
  readonly metadata: {
    readonly name: string;
    readonly labels: object;
    readonly ownerReferences?: readonly object[];
  };
  readonly spec: {
    readonly containers: readonly [
      {
        readonly args: readonly string[];
        readonly volumeMounts: readonly object[];
      }
    ];
    readonly [field: string]: unknown;
  };
}

export class ReaderCluster {
  /** The pods that were made, in their order. */
  readonly made: ReaderPod[] = [];
  /** What becomes of the log of a pod, by its place from 0; as it is unless told. */
  log: (lines: string[], pod: number) => string[] = lines => lines;
  /** What is known of a pod that was made. */
  status: object = {
    phase: 'Running',
    containerStatuses: [{ name: 'main', state: { running: {} } }]
  };
  /** How many lines of a log come before its connection breaks, at the first time. */
  breaksAfter: number | undefined;
  /** Called with the name of each pod that was made. */
  onMade: (name: string) => void = () => undefined;
  /** Called with each request for a log. */
  onLog: (request: Received) => Reply | undefined = () => undefined;

  /** The logs, by the names of their pods. */
  private readonly _printed = new Map<string, string>();

  private constructor(
    private readonly _api: ApiServer,
    /** What is on the claim. */
    readonly data: string,
    readonly access: DataAccess
  ) {
    _api.put(CLAIMS, 'cellway-r1-data');
    _api.intercept = (request, response) => this._answer(request, response);
  }

  static async start({ api, client }: Connected): Promise<ReaderCluster> {
    return new ReaderCluster(api, await temporaryFolder(), {
      client,
      namespace: 'team',
      run: 'r1',
      data: { claim: 'cellway-r1-data' },
      labels: { team: 'a', run: 'r1' },
      program: { metadata: { name: 'the-runner' } },
      options: { image: 'python', imagePullSecrets: [], user: 1000 },
      owner: {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Workflow',
        name: 'cellway-r1',
        uid: 'uid-1'
      }
    });
  }

  /** The pods that are there. */
  get left(): number {
    return this._api.objects(PODS).length;
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.data, path)), { recursive: true });
    await writeFile(join(this.data, path), content);
  }

  loseClaim(): void {
    this._api.remove(CLAIMS, 'cellway-r1-data');
  }

  private _answer(
    request: Received,
    response: ServerResponse
  ): Reply | 'done' | undefined {
    const { method, path, body } = request;
    if (method === 'POST' && path === PODS) {
      const pod = JSON.parse(body) as ReaderPod;
      this.made.push(pod);
      const { spec } = pod;
      const { status } = this;
      const object = this._api.put(PODS, pod.metadata.name, { spec, status });
      this.onMade(pod.metadata.name);
      return { status: 201, body: object };
    }
    const [, name] = /\/pods\/([^/]+)\/log$/.exec(path) ?? [];
    if (name === undefined) {
      return undefined;
    }
    const reply = this.onLog(request);
    if (reply) {
      return reply;
    }
    const text = this._printed.get(name) ?? this._print(name);
    this._printed.set(name, text);
    if (this.breaksAfter === undefined) {
      return { status: 200, body: text };
    }
    const lines = text.split(/(?<=\n)/).slice(0, this.breaksAfter);
    this.breaksAfter = undefined;
    response.write(lines.join(''), () => response.socket?.destroy());
    return 'done';
  }

  /** What a pod prints, and its end. */
  private _print(name: string): string {
    const index = this.made.findIndex(each => each.metadata.name === name);
    const { spec } = this.made[index];
    const args = spec.containers[0].args.map(each =>
      each === '/cellway/data' ? this.data : each
    );
    const text = execFileSync('python3', ['-m', 'cellway.runner', ...args], {
      encoding: 'utf8',
      maxBuffer: 1024 ** 3
    });
    this._api.put(PODS, name, {
      spec,
      status: {
        phase: 'Succeeded',
        containerStatuses: [
          { name: 'main', state: { terminated: { exitCode: 0 } } }
        ]
      }
    });
    return this.log(text.trimEnd().split('\n'), index)
      .map(line => `2026-01-01T00:00:00.5Z ${line}\n`)
      .join('');
  }
}
