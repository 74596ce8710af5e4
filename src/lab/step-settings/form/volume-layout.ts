import type { TranslationBundle } from '@jupyterlab/translation';
import { ACCESS_MODES } from '../../../notebook/settings';
import type { VolumeForm } from '../../../notebook/settings/form/volume-fields';
import type { ClusterVolumes } from '../../../service/api/volumes';
import { describeState, describeVolume } from '../../volumes/describe-volume';
import { boxes, choice, onlyWhere, rows, text, tick } from './fields';
import type { FieldLayout, FormLayout } from './layout';

/** The kinds of which a claim is made. */
const MADE: readonly VolumeForm['kind'][] = [
  '',
  'new',
  'volume',
  'clone',
  'snapshot'
];

/** The volumes of a notebook, a card each. */
export function volumesField(
  content: readonly VolumeForm[],
  steps: readonly string[],
  trans: TranslationBundle
): FieldLayout {
  const made = (field: FieldLayout): FieldLayout =>
    onlyWhere({ field: 'kind', is: MADE }, field);
  const known = new Set([...steps, ...content.flatMap(each => each.steps)]);
  return rows(
    trans.__('Volumes'),
    trans.__('Folders that steps share'),
    {
      name: text(trans.__('Name'), '', 'data'),
      path: text(trans.__('Folder'), trans.__('Where steps find it'), '/data'),
      env: text(
        trans.__('Variable'),
        trans.__('Variable of the environment that holds the folder'),
        trans.__('e.g. %1', 'DATA')
      ),
      subPath: text(
        trans.__('Part of it'),
        trans.__('The folder in it that steps see'),
        trans.__('all of it')
      ),
      readOnly: tick(trans.__('Read only'), trans.__('Steps cannot change it')),
      which: choice(trans.__('Steps'), trans.__('Which steps have it'), [
        ['', trans.__('All')],
        ['some', trans.__('Only…')]
      ]),
      steps: onlyWhere(
        { field: 'which', is: ['some'] },
        boxes(trans.__('Only these'), trans.__('None ticked: none'), [...known])
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
      size: made(text(trans.__('Size'), '', trans.__('e.g. %1', '10Gi'))),
      storageClass: made(
        text(trans.__('Class'), trans.__('Storage class of the cluster'))
      ),
      accessMode: made(
        choice(trans.__('Access'), trans.__('Who may use it'), [
          ['', trans.__('By default')],
          ...ACCESS_MODES.map(mode => [mode, mode] as const)
        ])
      ),
      snapshot: tick(
        trans.__('Snapshot'),
        trans.__('Take a snapshot after each run')
      ),
      annotations: made(
        rows(
          trans.__('Annotations'),
          '',
          {
            key: text(trans.__('Key'), '', trans.__('key')),
            value: text(trans.__('Value'), '', trans.__('value'))
          },
          'pair'
        )
      )
    },
    'card'
  );
}

/** What the cluster knows of what stands in the cards: said below, and offered to choose from. */
export function volumeHelp(
  content: readonly VolumeForm[],
  found: ClusterVolumes | undefined,
  trans: TranslationBundle
): Pick<FormLayout, 'notes' | 'suggestions'> {
  const { volumes, classes, namespace = '' } = found ?? {};
  const notes: Record<string, string> = {};
  const suggestions: Record<string, readonly string[]> = {};
  content.forEach(({ kind, source }, index) => {
    const path = `volumes.${index}`;
    if (classes) {
      suggestions[`${path}.storageClass`] = classes.map(each => each.name);
    }
    if (volumes && (kind === 'claim' || kind === 'clone')) {
      suggestions[`${path}.source`] = volumes.map(each => each.name);
      const claim = source.trim();
      const volume = volumes.find(each => each.name === claim);
      if (claim !== '') {
        notes[`${path}.source`] = volume
          ? [describeVolume(volume), describeState(volume, trans)]
              .filter(each => each !== '')
              .join('. ')
          : trans.__('There is no such claim in the namespace %1.', namespace);
      }
    }
  });
  return { notes, suggestions };
}
