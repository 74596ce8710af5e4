import { nullTranslator } from '@jupyterlab/translation';
import type { StepSettings } from '../../../notebook/settings';
import { settingMarks } from '../steps/setting-marks';

const trans = nullTranslator.load('cellway');

function shorts(
  settings: StepSettings,
  defaults?: StepSettings
): readonly string[] {
  return settingMarks(settings, defaults, trans).map(mark => mark.short);
}

describe('the marks of what is set for a step', () => {
  it('are none where nothing is set', () => {
    expect(shorts({})).toEqual([]);
  });

  it('say how much it needs, as short as can be', () => {
    const resources = {
      gpu: { vendor: 'nvidia.com', count: 1 },
      memory: '8Gi',
      cpu: '500m'
    };
    expect(shorts({ resources })).toEqual(['GPU', '8Gi', '500m CPU']);
    expect(
      shorts({ resources: { gpu: { vendor: 'amd.com', count: 2 } } })
    ).toEqual(['2 GPUs']);
  });

  it('name every field that may be set, but for orders, which are lines', () => {
    const all: Required<StepSettings> = {
      after: ['load'],
      exclude: ['file'],
      resources: { limits: { 'example.com/disk': '1' } },
      image: 'python:3.12',
      environment: { MODE: 'fast' },
      secrets: [{ secret: 's', key: 'k', env: 'TOKEN' }],
      volumes: ['data'],
      retry: { limit: 3 },
      timeout: 60,
      cache: 'disabled',
      report: 'enabled',
      nodeSelector: { 'kubernetes.io/hostname': 'node-3' },
      labels: { team: 'a' },
      annotations: { note: 'b' }
    };
    const fields = Object.keys(all).length;
    expect(shorts(all)).toHaveLength(fields - 1);
    const words = settingMarks(all, undefined, trans).map(mark => mark.full);
    for (const name of [
      'file',
      'python:3.12',
      'MODE',
      'TOKEN',
      'data',
      'node-3',
      '3',
      '60'
    ]) {
      expect(words.join(' ')).toContain(name);
    }
  });

  it('leave out what the notebook says for all steps', () => {
    const defaults = { resources: { memory: '4Gi' }, timeout: 60 };
    const settings = { resources: { memory: '8Gi' }, timeout: 60 };
    expect(shorts(settings, defaults)).toEqual(['8Gi']);
  });
});
