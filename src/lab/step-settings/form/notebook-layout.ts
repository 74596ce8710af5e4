import type { TranslationBundle } from '@jupyterlab/translation';
import type { FormContext } from '../../../notebook/settings/form/field-rule';
import type { NotebookForm } from '../../../notebook/settings/form/notebook-fields';
import type { ClusterVolumes } from '../../../service/api/volumes';
import { markOf, nameOfEngine } from './engine-names';
import { choice, lines, text } from './fields';
import type { FormLayout } from './layout';
import { volumeHelp, volumesField } from './volume-layout';

export interface NotebookLayoutOptions {
  /** What the cluster has of volumes, as far as that is known. */
  readonly volumes?: ClusterVolumes;
  readonly engine: string;
  readonly trans: TranslationBundle;
}

/** The fields for a notebook, its defaults for steps apart. */
export function notebookLayout(
  content: NotebookForm,
  { steps }: FormContext,
  { volumes, engine, trans }: NotebookLayoutOptions
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
      volumes: {
        ...volumesField(content.volumes, steps, trans),
        mark: markOf('volumes', engine, trans)
      }
    },
    groups: [
      {
        title: trans.__('Pipeline'),
        fields: ['name', 'description', 'experiment', 'engine']
      },
      { title: trans.__('Volumes'), fields: ['volumes'], startsFolded: true }
    ],
    ...volumeHelp(content.volumes, volumes, trans)
  };
}
