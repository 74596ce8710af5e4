import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';
import { pipelineIcon } from '../icons/icons';
import { useChanged } from '../panel/use-changed';
import { nameOfRun } from './describe-end';
import { stepsDone } from './live-runs';
import type { OwnRuns } from './own-runs';

/** How far the runs are that whoever sits here is told of, in the status bar. */
export class StatusItem extends ReactWidget {
  constructor(
    private readonly _own: OwnRuns,
    private readonly _trans: TranslationBundle,
    private readonly _open: () => void
  ) {
    super();
    this.addClass('jp-Cellway-statusItem');
    this.addClass('jp-mod-highlighted');
  }

  protected override render(): React.JSX.Element {
    return <Runs own={this._own} trans={this._trans} open={this._open} />;
  }
}

function Runs({
  own,
  trans,
  open
}: {
  readonly own: OwnRuns;
  readonly trans: TranslationBundle;
  readonly open: () => void;
}): React.JSX.Element {
  useChanged(own.changed);
  const { runs } = own;
  const sum = (numbers: readonly number[]): number =>
    numbers.reduce((total, each) => total + each, 0);
  const done = sum(runs.map(each => stepsDone(each.record)));
  const all = sum(runs.map(each => each.record.steps.length));
  return (
    <button
      className="jp-Cellway-statusButton"
      title={[trans.__('Show what runs'), ...runs.map(nameOfRun)].join('\n')}
      onClick={open}
    >
      <pipelineIcon.react tag="span" />
      <span>
        {runs.length < 2
          ? trans.__('Run: %1/%2', done, all)
          : trans.__('%1 runs: %2/%3', runs.length, done, all)}
      </span>
      <progress
        aria-label={trans.__('Steps that have ended')}
        value={done}
        max={Math.max(1, all)}
      />
    </button>
  );
}
