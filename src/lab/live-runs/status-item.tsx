import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';
import { pipelineIcon } from '../icons/icons';
import { useChanged } from '../panel/use-changed';
import { nameOfRun } from './describe-end';
import { stepsDone, type LiveRuns } from './live-runs';

/** How far the runs are that go on, in the status bar. */
export class StatusItem extends ReactWidget {
  constructor(
    private readonly _live: LiveRuns,
    private readonly _trans: TranslationBundle,
    private readonly _open: () => void
  ) {
    super();
    this.addClass('jp-Cellway-statusItem');
    this.addClass('jp-mod-highlighted');
  }

  protected override render(): React.JSX.Element {
    return <Runs live={this._live} trans={this._trans} open={this._open} />;
  }
}

function Runs({
  live,
  trans,
  open
}: {
  readonly live: LiveRuns;
  readonly trans: TranslationBundle;
  readonly open: () => void;
}): React.JSX.Element {
  useChanged(live.changed);
  const { runs } = live;
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
