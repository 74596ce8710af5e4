import React from 'react';
import type { FlowTexts } from '../../graph/model/describe-flows';
import type { SettingMark } from './setting-marks';

/** What a step takes and gives, `df, model → score`, and what is set for it; the row says the same aloud. */
export function StepFlows({
  flows: { taken, given, sentences },
  news,
  marks
}: {
  readonly flows: FlowTexts;
  /** What is to be told about its cells. */
  readonly news: readonly string[];
  readonly marks: readonly SettingMark[];
}): React.JSX.Element | null {
  if (taken.length + given.length + marks.length === 0) {
    return null;
  }
  const [takes, gives] = [taken.join(', '), given.join(', ')];
  return (
    <div
      className="jp-Cellway-flows"
      title={[...sentences, ...news].join('\n')}
      aria-hidden="true"
    >
      {(takes || gives) && (
        <span className="jp-Cellway-variables">
          {`${takes} → ${gives}`.trim()}
        </span>
      )}
      {marks.map(({ short, full }) => (
        <span key={full} className="jp-Cellway-mark" title={full}>
          {short}
        </span>
      ))}
    </div>
  );
}
