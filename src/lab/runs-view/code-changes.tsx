import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';
import type { RunRecord } from '../../service/api/runs';
import { compareCode, type ChangedCell } from './compare-code';
import type { RunsModel } from './runs-model';

/** What has changed in the code from each run to the next. */
export function CodeChanges({
  runs,
  names,
  model,
  trans
}: {
  readonly runs: readonly RunRecord[];
  readonly names: readonly string[];
  readonly model: RunsModel;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <section className="jp-CellwayRuns-code">
      <h3>{trans.__('Code')}</h3>
      {runs.slice(1).map((run, index) => (
        <Changes
          key={run.id}
          before={runs[index]}
          after={run}
          title={trans.__('From %1 to %2', names[index], names[index + 1])}
          model={model}
          trans={trans}
        />
      ))}
    </section>
  );
}

function Changes({
  before,
  after,
  title,
  model,
  trans
}: {
  readonly before: RunRecord;
  readonly after: RunRecord;
  readonly title: string;
  readonly model: RunsModel;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [found, setFound] = useState<readonly ChangedCell[] | string>();
  useEffect(() => {
    let isWanted = true;
    // The same text has the same hash.
    const reading =
      before.notebook.hash === after.notebook.hash
        ? Promise.resolve([])
        : Promise.all([model.source(before.id), model.source(after.id)]).then(
            ([old, now]) => compareCode(old, now)
          );
    reading
      .catch((error: unknown) => String(error))
      .then(result => isWanted && setFound(result))
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [before, after, model]);
  return (
    <>
      <h4>{title}</h4>
      {typeof found === 'string' && <p role="alert">{found}</p>}
      {found?.length === 0 && (
        <p className="jp-Cellway-secondary">
          {trans.__('Nothing has changed.')}
        </p>
      )}
      {Array.isArray(found) &&
        (found as readonly ChangedCell[]).map(({ cell, kind, lines }) => (
          <figure key={`${kind} ${cell}`} className="jp-CellwayRuns-cell">
            <figcaption>
              {kind === 'added'
                ? trans.__('Cell %1, added', cell + 1)
                : kind === 'removed'
                  ? trans.__('Cell %1, removed', cell + 1)
                  : trans.__('Cell %1', cell + 1)}
            </figcaption>
            <pre>
              {lines.map((line, index) => (
                <code key={index} className={`jp-mod-${line.kind}`}>
                  {`${SIGNS[line.kind]} ${line.text}\n`}
                </code>
              ))}
            </pre>
          </figure>
        ))}
    </>
  );
}

const SIGNS = { same: ' ', added: '+', removed: '-' } as const;
