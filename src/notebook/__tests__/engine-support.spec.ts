import type { StepSettings } from '../settings';
import { unusedSettings, usesSetting } from '../settings/engine-support';

const unused = (settings: StepSettings) =>
  unusedSettings('local', settings).map(({ setting }) => setting);

it('of what is not given nothing is missed', () => {
  expect(
    unused({
      secrets: [],
      volumes: [],
      nodeSelector: {},
      labels: {},
      report: 'disabled',
      resources: { limits: {}, gpu: { vendor: 'amd.com', count: 0 } }
    })
  ).toEqual([]);
});

it('of what is given only that which the engine uses is not missed', () => {
  const given: StepSettings = {
    after: ['load'],
    resources: {
      cpu: '1',
      memory: '1Gi',
      gpu: { vendor: 'amd.com', count: 1 },
      limits: { storage: '1Gi' }
    },
    image: 'python',
    environment: { A: '1' },
    secrets: [{ secret: 's', key: 'k', env: 'E' }],
    volumes: ['data'],
    retry: { limit: 1 },
    timeout: 1,
    cache: 'disabled',
    report: 'enabled',
    nodeSelector: { a: 'b' },
    labels: { a: 'b' },
    annotations: { a: 'b' }
  };
  expect(unused(given).sort()).toEqual([
    'annotations',
    'gpu',
    'image',
    'labels',
    'limits',
    'nodeSelector',
    'report',
    'secrets'
  ]);
  expect(unusedSettings('local', given)).toContainEqual({
    setting: 'secrets',
    matters: true
  });
  expect(unusedSettings('an engine of tomorrow', given)).toEqual([]);
});

it('a setting is marked by the engine, not by its value', () => {
  expect(usesSetting('local', 'image')).toBe(false);
  expect(usesSetting('local', 'timeout')).toBe(true);
  expect(usesSetting('an engine of tomorrow', 'image')).toBe(true);
});
