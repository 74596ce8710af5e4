import type { TranslationBundle } from '@jupyterlab/translation';
import type { StepForm } from '../../../notebook/settings/form/step-fields';
import type { Offers } from '../cluster-offers';
import { text, together } from './fields';
import type { FieldLayout, FormLayout } from './layout';

/** What is offered where nobody knows a cluster. */
const USUAL = [
  'nvidia.com/gpu',
  'amd.com/gpu',
  'gpu.intel.com/i915',
  'habana.ai/gaudi',
  'google.com/tpu'
];

type Gpus = NonNullable<Offers['gpus']>;

/** How many GPUs, and below that which, once there is a number. */
export function gpuField(
  { count, resource }: StepForm['gpu'],
  hint: string,
  { gpus }: Offers,
  trans: TranslationBundle
): FieldLayout {
  const isGiven = count.trim() !== '';
  const fields = together({
    count: text(trans.__('GPUs'), trans.__('How many'), hint),
    // Without a number there is nothing to be had of any kind.
    ...(isGiven && {
      resource: text(
        trans.__('GPU resource'),
        trans.__('Whose, whole ones or parts (MIG), as nodes have them'),
        'nvidia.com/gpu'
      ),
      product: text(
        trans.__('GPU product'),
        trans.__('Only of this product, as nodes are labelled'),
        trans.__('any')
      )
    })
  });
  return isGiven && gpus
    ? { ...fields, note: noteOn(resource.trim(), gpus, trans) }
    : fields;
}

/** What there is to choose from; anything else can be typed. */
export function gpuSuggestions(
  { resource }: StepForm['gpu'],
  { gpus = [] }: Offers
): NonNullable<FormLayout['suggestions']> {
  const own = gpus.find(each => each.resource === resource.trim());
  return {
    'gpu.resource':
      gpus.length > 0 ? gpus.map(each => each.resource) : [...USUAL],
    ...(own && { 'gpu.product': own.products })
  };
}

/** What the cluster has of what is asked for. */
function noteOn(
  resource: string,
  gpus: Gpus,
  trans: TranslationBundle
): string {
  const own = gpus.find(each => each.resource === resource);
  if (own) {
    return trans.__('The cluster has at most %1 on one node.', own.most);
  }
  return gpus.length === 0
    ? trans.__('The cluster has no GPUs now.')
    : trans.__(
        'The cluster has only %1 now.',
        gpus.map(each => each.resource).join(', ')
      );
}
