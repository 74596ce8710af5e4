import '../../../style/views.css';
import '../../../style/runs-view.css';
import { PathExt } from '@jupyterlab/coreutils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { listIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { Signal, type ISignal } from '@lumino/signaling';
import React, { useState } from 'react';
import { Problem } from '../panel/problem';
import { useChanged } from '../panel/use-changed';
import { FollowedView } from '../shell/followed-view';
import { Comparison } from './comparison';
import { RunsModel } from './runs-model';
import { RunsTable } from './runs-table';
import { RunsToolbar } from './runs-toolbar';
import { filterRuns, sortRuns, type Sorting } from './table';

export { RunsModel };

/** What the parts of the list of runs have in common. */
export interface RunsContext {
  readonly commands: CommandRegistry;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}

/** All runs of a notebook, in a tab of the main area. */
export class RunsView extends FollowedView<RunsModel> {
  private _compared: readonly string[] = [];
  private readonly _comparedChanged = new Signal<this, void>(this);

  constructor(
    model: RunsModel,
    private readonly _context: RunsContext
  ) {
    super(model, '.jp-CellwayRuns-toolbar :is(input, button)');
    const { trans } = _context;
    this.id = `cellway-runs-${model.notebook}`;
    this.addClass('jp-CellwayRuns');
    this.title.icon = listIcon;
    this.title.label = trans.__('Runs of %1', PathExt.basename(model.notebook));
    this.title.caption = model.notebook;
  }

  /** The ids of the runs that are compared; none while the list is shown. */
  get compared(): readonly string[] {
    return this._compared;
  }

  get comparedChanged(): ISignal<this, void> {
    return this._comparedChanged;
  }

  /** Compares runs; shows the list where there are none to compare. */
  compare(ids: readonly string[]): void {
    this._compared = ids;
    this.update();
    this._comparedChanged.emit();
  }

  protected override render(): React.JSX.Element {
    return (
      <Body
        model={this.model}
        compared={this._compared}
        compare={ids => this.compare(ids)}
        context={this._context}
      />
    );
  }
}

const NEWEST_FIRST: Sorting = { key: { kind: 'created' }, isDescending: true };

function Body({
  model,
  compared,
  compare,
  context
}: {
  readonly model: RunsModel;
  readonly compared: readonly string[];
  readonly compare: (ids: readonly string[]) => void;
  readonly context: RunsContext;
}): React.JSX.Element {
  useChanged(model.changed);
  const [query, setQuery] = useState('');
  const [sorting, setSorting] = useState(NEWEST_FIRST);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { trans } = context;
  const { runs, metrics, problem } = model;
  const shown = sortRuns(
    filterRuns(runs ?? [], query, metrics),
    sorting,
    metrics
  );
  // Those that are out of sight by the filter stay chosen.
  const selection = (runs ?? []).filter(each => chosen.has(each.id));
  const beside = (runs ?? []).filter(each => compared.includes(each.id));
  if (beside.length > 1) {
    return (
      <Comparison
        runs={beside.reverse()}
        model={model}
        context={context}
        close={() => compare([])}
      />
    );
  }
  return (
    <>
      <RunsToolbar
        model={model}
        query={query}
        setQuery={setQuery}
        found={shown.length}
        selection={selection}
        compare={() => compare(selection.map(each => each.id))}
        clear={() => setChosen(new Set())}
        trans={trans}
      />
      {problem && (
        <Problem
          message={problem.message}
          hint={problem.hint}
          retry={() => void model.goOn()}
          trans={trans}
        />
      )}
      {!runs || shown.length === 0 ? (
        <p className="jp-Cellway-hint">
          {!runs
            ? trans.__('Reading the runs…')
            : runs.length === 0
              ? trans.__('The notebook has not run as a pipeline yet.')
              : trans.__('No run has all of these words.')}
        </p>
      ) : (
        <RunsTable
          runs={shown}
          model={model}
          sorting={sorting}
          setSorting={setSorting}
          chosen={chosen}
          setChosen={setChosen}
          context={context}
        />
      )}
    </>
  );
}
