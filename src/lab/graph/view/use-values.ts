import { useEffect, useMemo, useState } from 'react';
import type { Artifact } from '../../../service/api/artifacts';
import { artifactsOf } from '../../api/artifacts';
import type { IService } from '../../api/service';
import { keyOf } from '../../artifacts/run-artifacts';
import { isEnded } from '../../runs/statuses';
import type { NotebookSession } from '../../sessions/notebook-session';
import type { ValueOf } from '../model/make-graph';

/** What the steps of the shown run have left; of one that goes on, once it has ended. */
export function useValues(
  { runs }: NotebookSession,
  service: IService
): ValueOf {
  const { current } = runs;
  const isOver = current && isEnded(current.state.status);
  const key = isOver ? keyOf(current.state) : undefined;
  const place = current?.place;
  const [values, setValues] = useState<ReadonlyMap<string, Artifact>>(
    new Map()
  );
  useEffect(() => {
    if (!place || key === undefined) {
      return;
    }
    let isLast = true;
    artifactsOf(service)
      .list(place)
      .then(
        steps => {
          if (isLast) {
            setValues(
              new Map(
                steps.flatMap(({ step, outputs }) =>
                  outputs.map(each => [`${step} ${each.name}`, each] as const)
                )
              )
            );
          }
        },
        // The names alone say enough; what is wrong with the service is told elsewhere.
        () => undefined
      );
    return () => {
      isLast = false;
    };
  }, [service, place, key]);
  return useMemo(() => (step, name) => values.get(`${step} ${name}`), [values]);
}
