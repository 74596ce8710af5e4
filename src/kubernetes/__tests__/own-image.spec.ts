import { ownImage } from '../own-image';
import { connectEach, type Connected } from './connected';
import { status } from './replies';

let through: Connected;
connectEach(connected => (through = connected));

const PROXY = { name: 'istio-proxy', image: 'proxy:1' };

it.each([
  ['its only container', [{ name: 'a', image: 'own:1' }], {}],
  [
    'that to which Kubeflow gives its address',
    [PROXY, { name: 'a', image: 'own:1', env: [{ name: 'NB_PREFIX' }] }],
    {}
  ],
  [
    'that which starts Jupyter',
    [PROXY, { name: 'a', image: 'own:1', args: ['jupyter lab --port=1'] }],
    {}
  ],
  [
    'that which its annotation names',
    [PROXY, { name: 'lab', image: 'own:1' }],
    { 'kubectl.kubernetes.io/default-container': 'lab' }
  ],
  ['the first', [{ name: 'a', image: 'own:1' }, PROXY], {}]
])(
  'The image of a notebook is that of %s',
  async (_, containers, annotations) => {
    const spec = { containers };
    const metadata = { annotations };
    through.api.put('/api/v1/namespaces/team/pods', 'mine-0', {
      metadata,
      spec
    });
    expect(await ownImage(through.client, 'mine-0')).toBe('own:1');
  }
);

it('No image is claimed where the pod is not to be found', async () => {
  expect(await ownImage(through.client, 'laptop')).toBeUndefined();
  expect(await ownImage(through.client, 'My_Laptop')).toBeUndefined();
  through.api.intercept = () =>
    status(403, 'Forbidden', 'User "u" cannot get resource "pods"');
  expect(await ownImage(through.client, 'mine-0')).toBeUndefined();
});
