import '../../../../style/states.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { SEVERITY_ICONS } from '../../icons/state-icons';
import type { Mark } from '../model/graph';

/** That there is something to tell: the worst of it, and how much. */
export function MarkIcon({
  marks,
  trans
}: {
  readonly marks: readonly Mark[];
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [{ severity }] = marks;
  const icon = SEVERITY_ICONS[severity];
  const text = marks.map(mark => mark.message).join('\n');
  return (
    <span
      className={`jp-Cellway-severity jp-mod-${severity}`}
      role="img"
      aria-label={trans.__('Diagnostics: %1', text)}
      title={text}
    >
      <icon.react tag={null} />
    </span>
  );
}
