import { Signal } from '@lumino/signaling';
import { useEffect, useState } from 'react';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { NotebookSession } from '../sessions/notebook-session';
import type { PanelContext } from './panel-body';
import { useChanged } from './use-changed';

/** How long a notebook is left alone before an engine is asked about it, in ms. */
const QUIET = 600;

const NOTHING: readonly Diagnostic[] = [];

/** Of a panel that knows of no clusters. */
const NEVER = new Signal<object, void>({});

/**
 * What the engine that runs go to has to say of a notebook. That of this
 * machine is asked where volumes are to be folders: it sees which are there.
 */
export function useEngineCheck(
  { panel, pipeline: { shown } }: NotebookSession,
  { target, service }: PanelContext
): readonly Diagnostic[] {
  const [found, setFound] = useState(NOTHING);
  useChanged(target?.changed ?? NEVER);
  const hasVolumes = shown?.tagged.settings.volumes !== undefined;
  const where =
    target && target.kind !== 'here'
      ? JSON.stringify(target.where)
      : hasVolumes
        ? '{}'
        : undefined;
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
