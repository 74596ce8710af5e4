import { Signal } from '@lumino/signaling';
import { useEffect, useState } from 'react';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { NotebookSession } from '../sessions/notebook-session';
import type { PanelContext } from './panel-body';
import { useChanged } from './use-changed';

/** How long a notebook is left alone before a cluster's engine is asked about it, in ms. */
const QUIET = 600;

const NOTHING: readonly Diagnostic[] = [];

/** Of a panel that knows of no clusters. */
const NEVER = new Signal<object, void>({});

/**
 * What the engine of the cluster cannot do of a notebook, where runs go there.
 * The one of this machine says so when it is asked to run.
 */
export function useEngineCheck(
  { panel, pipeline: { shown } }: NotebookSession,
  { target, service }: PanelContext
): readonly Diagnostic[] {
  const [found, setFound] = useState(NOTHING);
  useChanged(target?.changed ?? NEVER);
  const where = target?.isCluster ? JSON.stringify(target.where) : undefined;
  useEffect(() => {
    if (where === undefined || !shown) {
      setFound(NOTHING);
      return;
    }
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const { model, localPath } = panel.context;
      const answer = await service.clusters.checkNotebook({
        path: localPath,
        text: JSON.stringify(model.toJSON()),
        ...JSON.parse(where)
      });
      if (isWanted) {
        setFound(answer.ofEngine);
      }
    };
    // Whoever runs the notebook is told why it does not answer.
    const timer = setTimeout(() => void ask().catch(() => undefined), QUIET);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [where, shown, panel, service]);
  return where === undefined ? NOTHING : found;
}
