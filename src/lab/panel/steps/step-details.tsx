import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { Log } from './log';
import type { SettingMark } from './setting-marks';
import type { StepRow } from './step-rows';

/** What an unfolded step shows: all that goes in and out, what is set, and what it printed. */
export function StepDetails({
  row: { id, log, runStatus },
  sentences,
  marks,
  trans
}: {
  readonly row: StepRow;
  readonly sentences: readonly string[];
  readonly marks: readonly SettingMark[];
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const all = [
    ...sentences,
    ...(marks.length > 0
      ? [trans.__('Set: %1.', marks.map(mark => mark.full).join('; '))]
      : [])
  ];
  const hasLog = log.lines.length > 0;
  return (
    <div className="jp-Cellway-details">
      {all.length > 0 && (
        <ul role="list" className="jp-Cellway-list">
          {all.map(sentence => (
            <li key={sentence} role="listitem">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      {hasLog && (
        <Log
          log={log}
          label={trans.__('Log of %1', id)}
          isFollowed={runStatus === 'running'}
        />
      )}
      {all.length === 0 && !hasLog && (
        <p className="jp-Cellway-nothing">
          {trans.__('It takes nothing, gives nothing and has printed nothing.')}
        </p>
      )}
    </div>
  );
}
