/** A namespace with claims, of which one, `work`, is a volume of notebooks. */
import type { ApiServer } from '../../../kubernetes/__tests__/api-server';
import type { StepSettings, VolumeSettings } from '../../../notebook/settings';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import {
  notebookText,
  pipelineOf,
  type Code
} from '../../local/__tests__/notebooks';
import type { EngineOptions } from '../../engine';
import { connectEngine, type ConnectedEngine } from './connected-engine';

export const TEAM = '/api/v1/namespaces/team';
export const HOSTNAME = 'kubernetes.io/hostname';

const STEPS: readonly Code[] = [
  ['step:load', 'x = 1'],
  ['step:train limit:nvidia.com/gpu:1', 'y = x'],
  ['step:other', 'z = x']
];

const WORK: VolumeSettings = {
  name: 'data',
  path: '/data',
  source: { kind: 'claim', name: 'work' }
};

export class Claims {
  private constructor(private readonly _connected: ConnectedEngine) {}

  static async connect(): Promise<Claims> {
    return new Claims(await connectEngine());
  }

  get api(): ApiServer {
    return this._connected.api;
  }

  close(): Promise<void> {
    return this._connected.close();
  }

  addNode(name: string, allocatable: object = {}, labels = {}): void {
    this.api.put('/api/v1/nodes', name, {
      metadata: { labels: { [HOSTNAME]: name, ...labels } },
      spec: {},
      status: { allocatable: { cpu: '4', memory: '16Gi', ...allocatable } }
    });
  }

  add(mode: string, more: object = {}, name = 'work'): void {
    this.api.put(`${TEAM}/persistentvolumeclaims`, name, {
      spec: {
        accessModes: [mode],
        resources: { requests: { storage: '5Gi' } }
      },
      status: { phase: 'Bound' },
      ...more
    });
  }

  /** A pod that has one of them. */
  addUser(
    name: string,
    node?: string,
    labels: object = {},
    { claim = 'work', requests = {} } = {}
  ): void {
    this.api.put(`${TEAM}/pods`, name, {
      metadata: { labels },
      spec: {
        nodeName: node,
        containers: [{ name: 'notebook', resources: { requests } }],
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: claim } }]
      },
      status: { phase: 'Running' }
    });
  }

  /** What is told of the claims before a run of a notebook. */
  async checkText(
    text: string,
    options: EngineOptions = {}
  ): Promise<Diagnostic[]> {
    const found = await this._connected.engine.check({
      notebook: { text },
      pipeline: await pipelineOf(text),
      options
    });
    return found.filter(each => /volume|claim/.test(each.code));
  }

  check(
    options: EngineOptions = {},
    volume: Partial<VolumeSettings> = {}
  ): Promise<Diagnostic[]> {
    return this.checkText(textOf(volume), options);
  }

  async told(...args: Parameters<Claims['check']>): Promise<string[]> {
    const found = await this.check(...args);
    return found.map(each => `${each.severity} ${each.code}: ${each.message}`);
  }
}

/** The text of a notebook of three steps, of which `train` wants a GPU, with the claim as a volume. */
export function textOf(
  volume: Partial<VolumeSettings> = {},
  defaults?: StepSettings
): string {
  const volumes = [{ ...WORK, ...volume }];
  return notebookText(STEPS, { cellway: { version: 1, volumes, defaults } });
}
