import { nullTranslator } from '@jupyterlab/translation';
import { nameOfPlace } from '../run-place';

const trans = nullTranslator.load('cellway');

it.each<[string, Record<string, unknown> | undefined, string]>([
  ['local', undefined, 'This machine'],
  ['argo', { context: 'lab', namespace: 'team' }, 'Argo: lab/team'],
  ['argo', {}, 'Argo'],
  [
    'kubeflow',
    {
      context: 'lab',
      namespace: 'team',
      made: { host: 'https://k.example:8080/pipeline' }
    },
    'Kubeflow: k.example:8080/team'
  ],
  ['kubeflow', {}, 'Kubeflow']
])('A run by %s with %j was made on: %s', (engine, options, name) => {
  expect(nameOfPlace({ engine, options }, trans)).toBe(name);
});
