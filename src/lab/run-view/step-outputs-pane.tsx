import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import React, { useLayoutEffect, useRef } from 'react';
import { useNames } from '../shell/use-names';
import { OutputsView } from './outputs-view';
import type { StepOutputs } from './step-outputs';

/** The plots and tables of a step as they come. */
export function StepOutputsPane({
  outputs,
  version,
  isTrusted,
  openExecuted,
  rendermime,
  trans
}: {
  readonly outputs: StepOutputs;
  /** Of the outputs: they change in place. */
  readonly version: number;
  readonly isTrusted: boolean;
  readonly openExecuted: () => void;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const node = useRef<HTMLDivElement>(null);
  const view = useRef<OutputsView>();
  useNames(node, trans.__('A picture that the step shows'), trans);
  // Before the node goes: Lumino refuses to detach what is not in the page.
  useLayoutEffect(() => {
    const made = new OutputsView(outputs, isTrusted, rendermime, cell =>
      trans.__('Cell %1', cell + 1)
    );
    view.current = made;
    if (node.current) {
      Widget.attach(made, node.current);
    }
    return () => made.dispose();
  }, [outputs, isTrusted, rendermime, trans]);
  useLayoutEffect(() => view.current?.refresh(), [outputs, version, isTrusted]);
  return (
    <div className="jp-CellwayRun-pane">
      {outputs.dropped > 0 && (
        <p className="jp-CellwayRun-note">
          {trans.__('There are too many to keep them all here: ')}
          <button className="jp-Cellway-link" onClick={openExecuted}>
            {trans.__('the executed notebook has them')}
          </button>
        </p>
      )}
      {outputs.length === 0 && (
        <p className="jp-Cellway-hint">
          {trans.__('There are no plots, tables or values.')}
        </p>
      )}
      <div ref={node} className="jp-CellwayRun-outputs" tabIndex={0} />
    </div>
  );
}
