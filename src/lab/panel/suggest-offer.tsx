import React from 'react';
import { CommandIDs } from '../commands';
import type { ShownPipeline } from '../pipelines/pipeline-model';
import type { PanelContext } from './panel-body';

/** Offers to suggest steps where no cell is tagged with one. */
export function SuggestOffer({
  shown: { tagged },
  context: { commands, trans }
}: {
  readonly shown: ShownPipeline;
  readonly context: PanelContext;
}): React.JSX.Element | null {
  const steps = tagged.blocks.filter(each => each.kind === 'step');
  const [first] = steps;
  const cells = steps.flatMap(each => each.cells).length;
  if (
    cells < 2 ||
    steps.some(each => each.origin === 'tag') ||
    !commands.hasCommand(CommandIDs.suggestSteps)
  ) {
    return null;
  }
  return (
    <div className="jp-Cellway-suggest">
      <span>
        {first.origin === 'whole'
          ? trans.__('No cell is tagged: the notebook runs as one step.')
          : trans.__('No cell is tagged: each heading is a step.')}
      </span>
      <button
        className="jp-Cellway-link"
        onClick={() => void commands.execute(CommandIDs.suggestSteps)}
      >
        {trans.__('Suggest steps…')}
      </button>
    </div>
  );
}
