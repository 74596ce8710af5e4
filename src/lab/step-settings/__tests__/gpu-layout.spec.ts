import { nullTranslator } from '@jupyterlab/translation';
import { gpuField, gpuSuggestions } from '../form/gpu-layout';
import type { Offers } from '../cluster-offers';

const trans = nullTranslator.load('cellway');

const GPUS: NonNullable<Offers['gpus']> = [
  {
    resource: 'nvidia.com/gpu',
    products: ['A100', 'H100'],
    most: 4,
    total: 6,
    nodes: 2
  },
  {
    resource: 'nvidia.com/mig-1g.5gb',
    products: ['H100'],
    most: 7,
    total: 7,
    nodes: 1
  }
];

function offered(
  content: { count?: string; resource?: string },
  offers: Offers = {}
): {
  parts: string[];
  suggestions: Readonly<Record<string, readonly string[]>>;
  note?: string;
} {
  const gpu = {
    count: '1',
    resource: 'nvidia.com/gpu',
    product: '',
    ...content
  };
  const { schema, note } = gpuField(gpu, '', offers, trans);
  return {
    parts: Object.keys(schema.properties ?? {}),
    suggestions: gpuSuggestions(gpu, offers),
    note
  };
}

it('GPUs are those that the cluster has, with its products', () => {
  const { suggestions, note } = offered({}, { gpus: GPUS });
  expect(suggestions).toEqual({
    'gpu.resource': ['nvidia.com/gpu', 'nvidia.com/mig-1g.5gb'],
    'gpu.product': ['A100', 'H100']
  });
  expect(note).toBe('The cluster has at most 4 on one node.');
});

it('GPUs that the cluster does not have are told', () => {
  const amd = { resource: 'amd.com/gpu' };
  expect(offered(amd, { gpus: GPUS }).note).toBe(
    'The cluster has only nvidia.com/gpu, nvidia.com/mig-1g.5gb now.'
  );
  expect(offered(amd, { gpus: [] }).note).toBe('The cluster has no GPUs now.');
});

it('The usual ones are offered where no cluster is known, and nothing is said of it', () => {
  const { suggestions, note } = offered({});
  expect(suggestions['gpu.resource']).toContain('amd.com/gpu');
  expect(suggestions).not.toHaveProperty('gpu.product');
  expect(note).toBeUndefined();
});

it('Nothing is asked of GPUs before there is a number of them', () => {
  expect(offered({ count: ' ' }, { gpus: GPUS })).toMatchObject({
    parts: ['count'],
    note: undefined
  });
});
