import type { TranslationBundle } from '@jupyterlab/translation';
import type { NotebookForm } from '../../../notebook/settings/form/notebook-fields';
import { ACCESS_MODES } from '../../../notebook/settings';
import { markOf, nameOfEngine } from './engine-names';
import { choice, lines, onlyWhere, rows, text } from './fields';
import type { FieldLayout, FormLayout } from './layout';

/** The fields for a notebook, its defaults for steps apart. */
export function notebookLayout(
  content: NotebookForm,
  engine: string,
  trans: TranslationBundle
): FormLayout {
  const engines = new Set(['', 'local', content.engine]);
  return {
    fields: {
      name: text(
        trans.__('Name'),
        trans.__('Name of the pipeline'),
        trans.__('e.g. %1', 'churn')
      ),
      description: lines(
        trans.__('Description'),
        trans.__('What the pipeline does')
      ),
      experiment: {
        ...text(
          trans.__('Experiment'),
          trans.__('What runs are grouped under on Kubeflow')
        ),
        mark: markOf('experiment', engine, trans)
      },
      engine: choice(
        trans.__('Runs on'),
        trans.__('What runs the pipeline'),
        [...engines].map(name => [name, nameOfEngine(name, trans)] as const)
      ),
      volumes: volumesField(engine, trans)
    },
    groups: [
      {
        title: trans.__('Pipeline'),
        fields: ['name', 'description', 'experiment', 'engine']
      },
      { title: trans.__('Volumes'), fields: ['volumes'], startsFolded: true }
    ]
  };
}

function volumesField(engine: string, trans: TranslationBundle): FieldLayout {
  return {
    ...rows(
      trans.__('Volumes'),
      trans.__('Folders that steps share'),
      {
        name: text(trans.__('Name'), '', 'data'),
        path: text(
          trans.__('Folder'),
          trans.__('Where steps find it'),
          '/data'
        ),
        kind: choice(trans.__('What it is'), trans.__('On a cluster'), [
          ['', trans.__('New each run')],
          ['new', trans.__('New claim')],
          ['claim', trans.__('Claim')],
          ['volume', trans.__('Volume')],
          ['clone', trans.__('Copy of a claim')],
          ['snapshot', trans.__('Snapshot')]
        ]),
        source: onlyWhere(
          { field: 'kind', is: ['claim', 'volume', 'clone', 'snapshot'] },
          text(
            trans.__('Which one'),
            trans.__('Name of the claim, volume or snapshot')
          )
        ),
        size: text(trans.__('Size'), '', trans.__('e.g. %1', '10Gi')),
        storageClass: text(
          trans.__('Class'),
          trans.__('Storage class of the cluster')
        ),
        accessMode: choice(trans.__('Access'), trans.__('Who may use it'), [
          ['', trans.__('By default')],
          ...ACCESS_MODES.map(mode => [mode, mode] as const)
        ]),
        env: text(
          trans.__('Variable'),
          trans.__('Variable of the environment that holds the folder'),
          trans.__('e.g. %1', 'DATA')
        ),
        snapshot: {
          schema: {
            type: 'boolean',
            default: false,
            title: trans.__('Snapshot'),
            description: trans.__('Take a snapshot after each run')
          },
          ui: {}
        },
        annotations: rows(
          trans.__('Annotations'),
          '',
          {
            key: text(trans.__('Key'), '', trans.__('key')),
            value: text(trans.__('Value'), '', trans.__('value'))
          },
          'pair'
        )
      },
      'card'
    ),
    mark: markOf('volumes', engine, trans)
  };
}
