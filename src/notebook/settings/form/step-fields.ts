import {
  amountFault,
  imageFault,
  keyFault,
  labelValueFault,
  resourceFault,
  variableFault,
  type Fault
} from '../../dialect/faults';
import { isQualifiedName, quantityValue } from '../../dialect/kubernetes';
import type {
  Resources,
  SecretVariable,
  StepSettings,
  Switch
} from '../../settings';
import { compact } from '../compact';
import { gpuOfResource, gpuResource } from '../gpu';
import type { StepSetting } from '../engine-support';
import { faultsOf, lift, type FieldRule, type FieldRules } from './field-rule';
import { pairsField, secretsField, type Pair } from './row-fields';
import {
  choiceField,
  countFault,
  readNumber,
  secondsFault,
  secondsField,
  textField
} from './simple-fields';
import { unknownNames } from './unknown-names';

/** What stands in the form for a step. */
export interface StepForm extends Record<StepSetting, unknown> {
  readonly after: readonly string[];
  /** Names, parted by commas or blanks. */
  readonly exclude: string;
  readonly cpu: string;
  readonly memory: string;
  readonly gpu: {
    readonly count: string;
    /** `nvidia.com/gpu` */
    readonly resource: string;
    readonly product: string;
  };
  readonly sharedMemory: string;
  readonly limits: readonly Pair[];
  readonly image: string;
  readonly environment: readonly Pair[];
  readonly secrets: readonly SecretVariable[];
  readonly volumes: VolumeChoice;
  readonly retry: { readonly limit: string; readonly delay: string };
  readonly timeout: string;
  readonly cache: Switch | '';
  readonly report: Switch | '';
  readonly nodeSelector: readonly Pair[];
  readonly labels: readonly Pair[];
  readonly annotations: readonly Pair[];
}

/** All volumes, where nothing is said, or those that are named. */
export interface VolumeChoice {
  readonly which: 'all' | 'some';
  readonly names: readonly string[];
}

/** The GPUs where nothing is said, as in metadata. */
export const GPU_RESOURCE = 'nvidia.com/gpu';

/** Less memory than this is a forgotten unit, in bytes. */
const LEAST_MEMORY = 2 ** 20;

export const STEP_FIELDS: FieldRules<StepSettings, StepForm> = {
  after: {
    read: ({ after = [] }) => after,
    write: (settings, names) =>
      compact({ ...settings, after: names.length > 0 ? names : undefined }),
    check: (names, { stepsAbove }) =>
      faultsOf({ '': unknownNames(names, stepsAbove, 'step above') })
  },
  exclude: {
    read: ({ exclude = [] }) => exclude.join(', '),
    write: (settings, content) => {
      const names = namesIn(content);
      return compact({
        ...settings,
        exclude: names.length > 0 ? names : undefined
      });
    },
    check: content =>
      faultsOf({
        '': namesIn(content)
          .map(nameFault)
          .find(fault => fault !== undefined)
      })
  },
  cpu: ofResources(
    textField<'cpu', Resources>('cpu', text => amountFault('cpu', text))
  ),
  memory: ofResources(textField<'memory', Resources>('memory', memoryFault)),
  gpu: ofResources<StepForm['gpu']>({
    read: ({ gpu }) => ({
      count: String(gpu?.count ?? ''),
      resource: gpu ? gpuResource(gpu) : GPU_RESOURCE,
      product: gpu?.product ?? ''
    }),
    write: (resources, { count, resource, product }) =>
      compact({
        ...resources,
        gpu: count.trim()
          ? compact({
              ...gpuOfResource(resource.trim() || GPU_RESOURCE),
              count: Number(count),
              product: product.trim() || undefined
            })
          : undefined
      }),
    check: ({ count, resource, product }) =>
      faultsOf(
        count.trim() === ''
          ? {}
          : {
              count: countFault(count),
              resource: gpuFault(resource.trim()),
              product: labelValueFault(product.trim())
            }
      )
  }),
  sharedMemory: ofResources(
    textField<'sharedMemory', Resources>('sharedMemory', memoryFault)
  ),
  limits: ofResources(
    pairsField<'limits', Resources>('limits', {
      key: limitFault,
      value: (amount, name) => amountFault(name, amount)
    })
  ),
  image: textField('image', imageFault),
  environment: pairsField('environment', { key: variableFault }),
  secrets: secretsField,
  volumes: {
    read: ({ volumes }) => ({
      which: volumes ? 'some' : 'all',
      names: volumes ?? []
    }),
    write: (settings, { which, names }) =>
      compact({ ...settings, volumes: which === 'some' ? names : undefined }),
    check: ({ which, names }, { volumes }) =>
      which === 'some'
        ? faultsOf({ '': unknownNames(names, volumes, 'volume') })
        : {}
  },
  retry: {
    read: ({ retry }) => ({
      limit: String(retry?.limit ?? ''),
      delay: String(retry?.delay ?? '')
    }),
    write: (settings, { limit, delay }) =>
      compact({
        ...settings,
        retry: limit.trim()
          ? compact({ limit: Number(limit), delay: readNumber(delay) })
          : undefined
      }),
    check: ({ limit, delay }) =>
      faultsOf({
        limit: countFault(limit),
        delay: secondsFault(delay, true) ?? delayAlone(limit, delay)
      })
  },
  timeout: secondsField('timeout'),
  cache: choiceField('cache'),
  report: choiceField('report'),
  nodeSelector: pairsField('nodeSelector', {
    key: keyFault,
    value: labelValueFault
  }),
  labels: pairsField('labels', { key: keyFault, value: labelValueFault }),
  annotations: pairsField('annotations', { key: keyFault })
};

function ofResources<Content>(
  rule: FieldRule<Resources, Content>
): FieldRule<StepSettings, Content> {
  return lift(
    rule,
    ({ resources = {} }) => resources,
    (settings, resources) =>
      compact({
        ...settings,
        resources: Object.keys(resources).length > 0 ? resources : undefined
      })
  );
}

/** Kubernetes takes `4` for four bytes: nobody means that. */
function memoryFault(text: string): Fault | undefined {
  const fault = amountFault('memory', text);
  if (fault || quantityValue(text) >= LEAST_MEMORY) {
    return fault;
  }
  return {
    message: `"${text}" is less than a megabyte of memory`,
    suggestion: 'Write a unit: 512Mi, 4Gi.'
  };
}

/** The empty text stands for the usual ones. */
function gpuFault(resource: string): Fault | undefined {
  const isNamed = /^[^/]+\/[^/]+$/.test(resource) && isQualifiedName(resource);
  return resource === '' || isNamed
    ? undefined
    : {
        message: `"${resource}" is not the name of GPUs on a cluster`,
        suggestion: 'Write it as nodes have it: nvidia.com/gpu.'
      };
}

function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(name => name !== ''))];
}

function nameFault(name: string): Fault | undefined {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)
    ? undefined
    : {
        message: `"${name}" is not the name of a variable`,
        suggestion: 'Write names with commas between: file, lock.'
      };
}

function limitFault(name: string): Fault | undefined {
  return name === 'cpu' || name === 'memory'
    ? {
        message: `"${name}" has a field of its own`,
        suggestion: 'Write the amount there, and remove the row.'
      }
    : resourceFault(name);
}

function delayAlone(limit: string, delay: string): Fault | undefined {
  return limit.trim() === '' && delay.trim() !== ''
    ? {
        message: 'Nothing is tried again',
        suggestion: 'Write how many times first, or empty this field.'
      }
    : undefined;
}
