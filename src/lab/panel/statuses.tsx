import '../../../style/states.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { STATUS_ICONS, type ShownStatus } from '../icons/state-icons';

/** The state of a run or step in a word. */
export function nameOfStatus(
  status: ShownStatus,
  trans: TranslationBundle
): string {
  switch (status) {
    case 'idle':
      return trans.__('not run yet');
    case 'pending':
      return trans.__('waiting');
    case 'running':
      return trans.__('running');
    case 'succeeded':
      return trans.__('succeeded');
    case 'cached':
      return trans.__('unchanged, taken from the cache');
    case 'failed':
      return trans.__('failed');
    case 'skipped':
      return trans.__('skipped');
    case 'cancelled':
      return trans.__('cancelled');
    case 'interrupted':
      return trans.__('interrupted');
  }
}

export function StatusIcon({
  status,
  trans
}: {
  readonly status: ShownStatus;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const icon = STATUS_ICONS[status];
  const name = nameOfStatus(status, trans);
  return (
    <span
      className={`jp-Cellway-status jp-mod-${status}`}
      role="img"
      aria-label={name}
      title={name}
    >
      <icon.react tag={null} />
    </span>
  );
}
