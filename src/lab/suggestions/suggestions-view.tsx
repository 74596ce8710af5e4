import '../../../style/panel.css';
import '../../../style/suggestions.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React, { useCallback, useMemo } from 'react';
import { useChanged } from '../panel/use-changed';
import { useRowFocus } from '../panel/use-row-focus';
import { Facts } from './facts';
import { canGoOn, findFaults } from './draft-rows';
import { RowView, type RowActions } from './row-view';
import type { SuggestionDraft } from './suggestion-draft';

export interface SuggestionsContext {
  readonly trans: TranslationBundle;
  /** Goes to a cell of the notebook. */
  readonly goTo: (id: string) => void;
  readonly accept: () => void;
  readonly cancel: () => void;
}

/** Every cell with what it is to be, above that what comes of it. */
export class SuggestionsView extends ReactWidget {
  constructor(
    private readonly _draft: SuggestionDraft,
    private readonly _context: SuggestionsContext
  ) {
    super();
    this.addClass('jp-CellwaySuggestions');
    this.node.tabIndex = -1;
  }

  protected override onActivateRequest(): void {
    this.node.focus();
  }

  protected override render(): React.JSX.Element {
    return <Body draft={this._draft} context={this._context} />;
  }
}

function Body({
  draft,
  context
}: {
  readonly draft: SuggestionDraft;
  readonly context: SuggestionsContext;
}): React.JSX.Element {
  useChanged(draft.changed);
  const { trans, goTo } = context;
  const { rows, facts } = draft;
  const faults = useMemo(() => findFaults(rows), [rows]);
  const goOn = useMemo(() => canGoOn(rows), [rows]);
  const focus = useRowFocus(rows.length);
  const places = useMemo(() => {
    const ids = draft.session.pipeline.shown?.notebook.ids ?? [];
    return new Map(ids.map((id, cell) => [id, cell]));
  }, [draft, rows, facts]);
  const actions: RowActions = useMemo(
    () => ({
      goTo,
      changeRole: (id, kind) => draft.changeRole(id, kind),
      rename: (id, name) => draft.rename(id, name)
    }),
    [draft, goTo]
  );
  const again = useCallback(() => draft.suggest(), [draft]);
  return (
    <>
      <div className="jp-CellwaySuggestions-header">
        <div className="jp-CellwaySuggestions-title">
          <h2>{trans.__('Suggested steps')}</h2>
          <button
            className="jp-mod-styled jp-mod-reject"
            onClick={context.cancel}
          >
            {trans.__('Cancel')}
          </button>
          <button
            className="jp-mod-styled jp-mod-accept"
            disabled={faults.size > 0 || rows.length === 0 || draft.isTaken}
            onClick={context.accept}
          >
            {trans.__('Accept')}
          </button>
        </div>
        {draft.isTaken && rows.length > 0 && (
          <p className="jp-CellwaySuggestions-notice" role="status">
            {trans.__(
              'Somebody has made steps of cells since. They are kept: nothing can be accepted.'
            )}
          </p>
        )}
        {draft.isOutdated && !draft.isTaken && (
          <p className="jp-CellwaySuggestions-notice">
            {trans.__('The notebook has been edited since.')}{' '}
            <button className="jp-Cellway-link" onClick={again}>
              {trans.__('Suggest again')}
            </button>
          </p>
        )}
        {facts && rows.length > 0 && !draft.isTaken && (
          <Facts facts={facts} trans={trans} />
        )}
      </div>
      {rows.length > 0 ? (
        <ul
          className="jp-Cellway-list jp-CellwaySuggestions-rows"
          role="list"
          {...focus.list}
        >
          {rows.map((row, index) => {
            const cell = places.get(row.id) ?? 0;
            return (
              <RowView
                key={row.id}
                row={row}
                cell={cell}
                step={facts?.stepOf.get(cell)}
                fault={faults.get(row.id)}
                canGoOn={goOn[index]}
                isTabStop={index === focus.active}
                actions={actions}
                trans={trans}
              />
            );
          })}
        </ul>
      ) : (
        <p className="jp-Cellway-hint">
          {trans.__(
            'There is nothing to suggest: the notebook has no code, or has steps already.'
          )}
        </p>
      )}
    </>
  );
}
