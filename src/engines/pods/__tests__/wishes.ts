/** A notebook of which everything is asked for that can be set. */
import type {
  NotebookSettings,
  StepSettings,
  VolumeSettings
} from '../../../notebook/settings';

/** Of one step; what it may have at most is different from engine to engine. */
export const WISHES: StepSettings = {
  after: ['two'],
  exclude: ['c'],
  resources: {
    cpu: '1500m',
    memory: '3Gi',
    gpu: { vendor: 'amd.com', count: 2, kind: 'cpx_nps4', product: 'MI300X' },
    sharedMemory: '2Gi'
  },
  image: 'images.example/wished:9',
  environment: { WISHED: 'environment' },
  secrets: [{ secret: 'wished-secret', key: 'wished-key', env: 'WISHED_ENV' }],
  volumes: ['shelf'],
  retry: { limit: 4, delay: 11 },
  timeout: 1234,
  cache: 'enabled',
  report: 'enabled',
  nodeSelector: { 'wished/node': 'wished-node' },
  labels: { 'wished/label': 'wished-label' },
  annotations: { 'wished/note': 'wished note' }
};

export const WISHED_VOLUME = {
  name: 'shelf',
  path: '/shelf',
  source: { kind: 'clone', name: 'wished-source' },
  size: '7Gi',
  storageClass: 'wished-class',
  accessMode: 'ReadWriteMany',
  annotations: { 'wished/volume': 'wished volume' },
  snapshot: true,
  env: 'WISHED_SHELF',
  subPath: 'wished/part',
  readOnly: true
} satisfies VolumeSettings;

/**
 * The text of a notebook of four steps, where `three` has the settings and
 * gives `kept` to `four`.
 */
export function withWishes(
  settings: StepSettings,
  ofNotebook: NotebookSettings = {
    volumes: [{ name: 'shelf', path: '/shelf' }]
  }
): string {
  const code = (tags: string, source: string, cellway?: object): object => ({
    cell_type: 'code',
    execution_count: null,
    metadata: { tags: [tags], ...(cellway && { cellway }) },
    outputs: [],
    source
  });
  return JSON.stringify({
    cells: [
      code('step:one', 'a = 1'),
      code('step:two', 'b = 1'),
      code('step:three', 'c, kept = a, 2', { version: 1, ...settings }),
      code('step:four', 'print(kept)')
    ],
    metadata: { cellway: { version: 1, ...ofNotebook } },
    nbformat: 4,
    nbformat_minor: 4
  });
}
