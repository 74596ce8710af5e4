import type { TranslationBundle } from '@jupyterlab/translation';
import {
  usesGpusOf,
  type StepSetting
} from '../../../notebook/settings/engine-support';
import type { FormContext } from '../../../notebook/settings/form/field-rule';
import type { StepForm } from '../../../notebook/settings/form/step-fields';
import type { Offers } from '../cluster-offers';
import { markOf, notOn } from './engine-names';
import { boxes, choice, rows, text, together } from './fields';
import { gpuField, gpuSuggestions } from './gpu-layout';
import type { FieldLayout, FormLayout } from './layout';

export interface StepLayoutOptions {
  /** Without an order where it is for all steps. */
  readonly content: Partial<Pick<StepForm, 'after'>> & Omit<StepForm, 'after'>;
  readonly context: FormContext;
  /** What the notebook says for all steps; nothing in the form for that. */
  readonly inherited: Partial<StepForm>;
  readonly engine: string;
  readonly offers: Offers;
  readonly trans: TranslationBundle;
}

/** The fields for a step, or for all steps of a notebook. */
export function stepLayout(options: StepLayoutOptions): FormLayout {
  const { content, offers, trans } = options;
  const layouts = {
    ...orderFields(options),
    ...resourceFields(options),
    ...failureFields(options),
    ...environmentFields(options),
    ...clusterFields(options)
  };
  const fields = Object.entries(layouts).filter(([name]) => name in content);
  return {
    suggestions: {
      ...gpuSuggestions(content.gpu, offers),
      ...(offers.image !== undefined && { image: [offers.image] })
    },
    fields: Object.fromEntries(
      fields.map(([name, layout]) => [
        name,
        { ...layout, mark: markFor(name as StepSetting, options) }
      ])
    ),
    groups: [
      {
        title:
          content.after === undefined
            ? trans.__('Variables and cache')
            : trans.__('Order, variables, cache'),
        fields: ['after', 'exclude', 'cache']
      },
      {
        title: trans.__('Resources'),
        fields: ['cpu', 'memory', 'gpu', 'sharedMemory', 'limits']
      },
      { title: trans.__('Failures'), fields: ['retry', 'timeout'] },
      {
        title: trans.__('Environment'),
        fields: ['environment', 'secrets', 'volumes', 'image']
      },
      {
        title: trans.__('Cluster'),
        fields: ['nodeSelector', 'labels', 'annotations', 'report'],
        startsFolded: true
      }
    ]
  };
}

type Layouts = Partial<Record<StepSetting, FieldLayout>>;

function orderFields(options: StepLayoutOptions): Layouts {
  const { content, context, trans } = options;
  const after = content.after ?? [];
  const names = [...new Set([...context.stepsAbove, ...after])];
  return {
    after: {
      ...boxes(
        trans.__('Wait for'),
        trans.__('Steps to wait for, beside those whose data is read'),
        names
      ),
      note:
        names.length === 0
          ? trans.__('No step stands above this one.')
          : undefined
    },
    exclude: text(
      trans.__('Do not pass on'),
      trans.__(
        'Variables that later steps do not get: open files, locks, connections'
      ),
      hint(options, options.inherited.exclude, 'file, lock')
    ),
    cache: choice(
      trans.__('Cache'),
      trans.__('Whether a step of which nothing has changed is not run again'),
      switchWords(options, 'cache', [trans.__('Always'), trans.__('Never')])
    )
  };
}

function resourceFields(options: StepLayoutOptions): Layouts {
  const { content, inherited, offers, trans } = options;
  return {
    cpu: text(
      trans.__('CPU'),
      trans.__('Processors, or parts of one'),
      hint(options, inherited.cpu, '2, 500m')
    ),
    memory: text(
      trans.__('Memory'),
      trans.__('The most that the step may take'),
      hint(options, inherited.memory, '4Gi')
    ),
    gpu: gpuField(
      content.gpu,
      hint(options, inherited.gpu?.count, '1'),
      offers,
      trans
    ),
    sharedMemory: text(
      trans.__('Shared memory'),
      trans.__('The part of it that processes can share, in /dev/shm'),
      hint(options, inherited.sharedMemory, '2Gi')
    ),
    limits: {
      ...rows(
        trans.__('Other limits'),
        trans.__('Resources by the name that the cluster has for them'),
        {
          key: text(trans.__('Resource'), '', trans.__('resource')),
          value: text(trans.__('Amount'), '', trans.__('amount'))
        },
        'pair'
      ),
      note: pairsNote(options, inherited.limits)
    }
  };
}

function failureFields(options: StepLayoutOptions): Layouts {
  const { inherited, trans } = options;
  return {
    retry: together({
      limit: text(
        trans.__('Retries'),
        trans.__('How many more times a failed step is tried'),
        hint(options, inherited.retry?.limit, '3')
      ),
      delay: text(
        trans.__('Wait (s)'),
        trans.__('Seconds to wait before each further try'),
        hint(options, inherited.retry?.delay, '10')
      )
    }),
    timeout: text(
      trans.__('Time limit (s)'),
      trans.__('Seconds after which the step is stopped and has failed'),
      hint(options, inherited.timeout, '3600')
    )
  };
}

function environmentFields(options: StepLayoutOptions): Layouts {
  const { inherited, trans } = options;
  return {
    image: text(
      trans.__('Image'),
      trans.__('The container image that the step runs in'),
      hint(options, inherited.image, 'python:3.12')
    ),
    environment: {
      ...rows(
        trans.__('Variables'),
        trans.__('Variables of the environment'),
        {
          key: text(trans.__('Name'), '', trans.__('NAME')),
          value: text(trans.__('Value'), '', trans.__('value'))
        },
        'pair'
      ),
      note: pairsNote(options, inherited.environment)
    },
    secrets: {
      ...rows(
        trans.__('Secrets'),
        trans.__('Variables that hold keys of Kubernetes Secrets'),
        {
          secret: text(trans.__('Secret'), '', 'credentials'),
          key: text(trans.__('Key'), trans.__('In the Secret'), 'token'),
          env: text(
            trans.__('Variable'),
            trans.__('That is to hold it'),
            'API_TOKEN'
          )
        },
        'card'
      ),
      note: listNote(
        options,
        inherited.secrets?.map(({ env }) => env)
      )
    },
    volumes: volumesField(options)
  };
}

function volumesField({
  content,
  context,
  inherited,
  trans
}: StepLayoutOptions): FieldLayout {
  const { which, names } = content.volumes;
  const all = [...new Set([...context.volumes, ...names])];
  const common = inherited.volumes;
  const byDefault =
    common?.which === 'some'
      ? trans.__('%1 (all steps)', common.names.join(', ') || trans.__('None'))
      : trans.__('All');
  const fields = together({
    which: choice(trans.__('Volumes'), trans.__('Folders that steps share'), [
      ['all', byDefault],
      ['some', trans.__('Only…')]
    ]),
    ...(which === 'some' && {
      names: boxes(trans.__('Only these'), trans.__('None ticked: none'), all)
    })
  });
  return which === 'some' && all.length === 0
    ? { ...fields, note: trans.__('The notebook has no volumes.') }
    : fields;
}

function clusterFields(options: StepLayoutOptions): Layouts {
  const { inherited, trans } = options;
  const parts = {
    key: text(trans.__('Key'), '', trans.__('key')),
    value: text(trans.__('Value'), '', trans.__('value'))
  };
  return {
    nodeSelector: {
      ...rows(
        trans.__('Node labels'),
        trans.__('Labels that a node has to have for the step to go there'),
        parts,
        'pair'
      ),
      note: pairsNote(options, inherited.nodeSelector)
    },
    labels: {
      ...rows(
        trans.__('Labels'),
        trans.__('Labels of the pod, to find it by'),
        parts,
        'pair'
      ),
      note: pairsNote(options, inherited.labels)
    },
    annotations: {
      ...rows(
        trans.__('Annotations'),
        trans.__('Annotations of the pod, with any text'),
        parts,
        'pair'
      ),
      note: pairsNote(options, inherited.annotations)
    },
    report: choice(
      trans.__('Report'),
      trans.__('Whether outputs are kept as a report on Kubeflow'),
      switchWords(options, 'report', [trans.__('Yes'), trans.__('No')])
    )
  };
}

function markFor(
  setting: StepSetting,
  { engine, content: { gpu }, trans }: StepLayoutOptions
): string | undefined {
  return setting === 'gpu' &&
    gpu.count.trim() !== '' &&
    !usesGpusOf(engine, gpu.resource.split('/')[0])
    ? notOn(engine, trans)
    : markOf(setting, engine, trans);
}

/** What holds where the field is empty, else an example. */
function hint(
  { trans }: StepLayoutOptions,
  inherited: string | undefined,
  example: string
): string {
  return inherited
    ? trans.__('%1 (all steps)', inherited)
    : trans.__('e.g. %1', example);
}

function switchWords(
  { inherited, trans }: StepLayoutOptions,
  field: 'cache' | 'report',
  [yes, no]: readonly [yes: string, no: string]
): readonly (readonly [string, string])[] {
  const common = inherited[field];
  const byDefault =
    common === 'enabled'
      ? trans.__('%1 (all steps)', yes)
      : common === 'disabled'
        ? trans.__('%1 (all steps)', no)
        : trans.__('By default');
  return [
    ['', byDefault],
    ['enabled', yes],
    ['disabled', no]
  ];
}

function pairsNote(
  options: StepLayoutOptions,
  pairs: StepForm['labels'] | undefined
): string | undefined {
  return listNote(
    options,
    pairs?.map(({ key, value }) => `${key}=${value}`)
  );
}

function listNote(
  { trans }: StepLayoutOptions,
  items: readonly string[] | undefined
): string | undefined {
  return items && items.length > 0
    ? trans.__('All steps: %1', items.join(', '))
    : undefined;
}
