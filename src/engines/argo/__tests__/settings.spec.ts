import type { StepSettings } from '../../../notebook/settings';
import {
  usesSetting,
  type StepSetting
} from '../../../notebook/settings/engine-support';
import { compiled } from './compiled';

const WISHES: StepSettings = {
  after: ['two'],
  exclude: ['c'],
  resources: {
    cpu: '1500m',
    memory: '3Gi',
    gpu: { vendor: 'amd.com', count: 2 },
    limits: { 'example.com/fpga': '7' }
  },
  image: 'images.example/wished:9',
  environment: { WISHED: 'environment' },
  secrets: [{ secret: 'wished-secret', key: 'wished-key', env: 'WISHED_ENV' }],
  volumes: ['shelf'],
  retry: { limit: 4, delay: 11 },
  timeout: 1234,
  cache: 'enabled',
  report: 'enabled',
  labels: { 'wished/label': 'wished-label' },
  annotations: { 'wished/note': 'wished note' }
};

/** What of each setting is in the objects and the plan, where the engine uses it. */
const TRACES: Readonly<Record<StepSetting, string>> = {
  after: '"dependencies":["one","two"]',
  exclude: '"outputs":["kept"]',
  cpu: '"requests":{"cpu":"1500m"',
  memory: '"memory":"3Gi","amd.com',
  gpu: '"amd.com/gpu":"2"',
  limits: '"limits":{"example.com/fpga":"7"',
  image: '"image":"images.example/wished:9"',
  environment: '"WISHED":"environment"',
  secrets:
    '"name":"WISHED_ENV","valueFrom":{"secretKeyRef":{"name":"wished-secret","key":"wished-key"',
  volumes: '"mountPath":"/shelf"',
  retry: '"limit":"4","retryPolicy":"Always","backoff":{"duration":"11s"',
  timeout: '"activeDeadlineSeconds":1234',
  cache: 'cache',
  report: 'report',
  labels: '"wished/label":"wished-label"',
  annotations: '"wished/note":"wished note"'
};

function withWishes(settings: StepSettings): string {
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
    metadata: {
      cellway: { version: 1, volumes: [{ name: 'shelf', path: '/shelf' }] }
    },
    nbformat: 4,
    nbformat_minor: 4
  });
}

describe('a setting of a step', () => {
  it.each(Object.entries(TRACES))(
    '%s is in what is submitted, or told not to be',
    async (setting, trace) => {
      const { objects, plan, told } = await compiled(withWishes(WISHES));
      const isThere = JSON.stringify([objects, plan]).includes(trace);
      expect(isThere).toBe(usesSetting('argo', setting as StepSetting));
      expect(told).toEqual(['not-used-on-argo']);
    }
  );

  it('with double braces is refused, since Argo would replace them', async () => {
    const settings = { labels: { key: '{{workflow.uid}}' } };
    const { told } = await compiled(withWishes(settings));
    expect(told).toEqual(['braces-in-settings']);
  });

  it('cannot take the place of the labels by which a run is found', async () => {
    const settings = { labels: { 'cellway.dev/run': 'other' } };
    const { objects } = await compiled(withWishes(settings));
    expect(JSON.stringify(objects)).not.toContain('other');
  });
});
