import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import React, { memo, useEffect, useId, useState } from 'react';
import type { CellRole } from '../../notebook/editing/edit';
import { GOES_ON } from '../../pipeline/suggest/suggestion';
import { colourClass } from '../colours/step-colours';
import { ROW_FOCUS } from '../panel/use-row-focus';
import type { DraftStep } from './draft-facts';
import type { DraftRow, NameFault } from './draft-rows';

export interface RowActions {
  readonly goTo: (id: string) => void;
  readonly changeRole: (id: string, kind: CellRole['kind']) => void;
  readonly rename: (id: string, name: string) => void;
}

/** So many lines of a cell are shown. */
const LINES = 3;

/** A cell: its first lines, what it is to be, and why. */
export const RowView = memo(function RowView({
  row: { id, source, role, reason },
  cell,
  step,
  fault,
  canGoOn,
  isTabStop,
  actions,
  trans
}: {
  readonly row: DraftRow;
  /** Its index in the notebook. */
  readonly cell: number;
  /** The step that it would run in. */
  readonly step: DraftStep | undefined;
  readonly fault: NameFault | undefined;
  /** Whether there is a step above to go on with. */
  readonly canGoOn: boolean;
  readonly isTabStop: boolean;
  readonly actions: RowActions;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const faultId = useId();
  const tabIndex = isTabStop ? 0 : -1;
  const title = trans.__('Cell %1', cell + 1);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const kind = KEYS[event.key];
    if (kind && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (kind !== 'none' || canGoOn) {
        actions.changeRole(id, kind);
      }
      event.preventDefault();
    }
  };
  return (
    <li
      className={`jp-CellwaySuggestions-row jp-mod-${role.kind} ${
        step ? colourClass(step.colour) : ''
      }`}
    >
      <button
        className={`jp-CellwaySuggestions-cell ${ROW_FOCUS}`}
        tabIndex={tabIndex}
        title={trans.__(
          'Go to the cell. S begins a step here, M merges it with what is above.'
        )}
        aria-label={
          step
            ? trans.__('%1, step %2', title, step.name)
            : trans.__('%1, no step', title)
        }
        onClick={() => actions.goTo(id)}
        onKeyDown={onKeyDown}
      >
        <span className="jp-CellwaySuggestions-number">{cell + 1}</span>
        <code>{firstLines(source)}</code>
      </button>
      <div className="jp-CellwaySuggestions-controls">
        <HTMLSelect
          aria-label={trans.__('Role of cell %1', cell + 1)}
          tabIndex={tabIndex}
          value={role.kind}
          onChange={event =>
            actions.changeRole(id, event.target.value as CellRole['kind'])
          }
        >
          {KINDS.map(kind => (
            <option
              key={kind}
              value={kind}
              disabled={kind === 'none' && role.kind !== 'none' && !canGoOn}
            >
              {labelOf(kind, trans)}
            </option>
          ))}
        </HTMLSelect>
        {role.kind === 'step' && (
          <NameField
            name={role.name}
            label={trans.__('Name of the step at cell %1', cell + 1)}
            fault={fault && faultId}
            tabIndex={tabIndex}
            onChange={name => actions.rename(id, name)}
          />
        )}
        {role.kind === 'step' && canGoOn && (
          <button
            className="jp-Cellway-link"
            tabIndex={tabIndex}
            onClick={() => actions.changeRole(id, 'none')}
          >
            {trans.__('Merge with above')}
          </button>
        )}
        {role.kind === 'none' && (
          <button
            className="jp-Cellway-link"
            tabIndex={tabIndex}
            onClick={() => actions.changeRole(id, 'step')}
          >
            {trans.__('Split here')}
          </button>
        )}
        {fault ? (
          <p id={faultId} className="jp-CellwaySuggestions-fault" role="alert">
            {fault.kind === 'taken'
              ? trans.__('A step above has this name.')
              : `${fault.message}.`}
            {fault.kind === 'illegal' && (
              <>
                {' '}
                <button
                  className="jp-Cellway-link"
                  tabIndex={tabIndex}
                  onClick={() => actions.rename(id, fault.suggestion)}
                >
                  {trans.__('Use %1', fault.suggestion)}
                </button>
              </>
            )}
          </p>
        ) : (
          reason !== GOES_ON && (
            <p className="jp-CellwaySuggestions-reason">
              {reason ?? trans.__('You have chosen this.')}
            </p>
          )
        )}
      </div>
    </li>
  );
});

/** Keeps what is typed until the draft has it too: the caret stays where it is. */
function NameField({
  name,
  label,
  fault,
  tabIndex,
  onChange
}: {
  readonly name: string;
  readonly label: string;
  /** The id of what says that it is wrong. */
  readonly fault: string | undefined;
  readonly tabIndex: number;
  readonly onChange: (name: string) => void;
}): React.JSX.Element {
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  return (
    <input
      className="jp-mod-styled"
      aria-label={label}
      aria-invalid={fault !== undefined}
      aria-describedby={fault}
      tabIndex={tabIndex}
      spellCheck={false}
      value={text}
      onChange={({ target: { value } }) => {
        setText(value);
        onChange(value);
      }}
    />
  );
}

const KINDS: readonly CellRole['kind'][] = [
  'step',
  'none',
  'imports',
  'functions',
  'parameters',
  'metrics',
  'skip'
];

const KEYS: Readonly<Record<string, CellRole['kind'] | undefined>> = {
  s: 'step',
  m: 'none'
};

function labelOf(kind: CellRole['kind'], trans: TranslationBundle): string {
  switch (kind) {
    case 'step':
      return trans.__('Begins a step');
    case 'none':
      return trans.__('Goes on');
    case 'imports':
      return trans.__('Imports');
    case 'functions':
      return trans.__('Functions');
    case 'parameters':
      return trans.__('Parameters');
    case 'metrics':
      return trans.__('Metrics');
    case 'skip':
      return trans.__('Skip');
  }
}

/** The lines of a cell that say most, without blank ones. */
function firstLines(source: string): string {
  const lines = source.split('\n').filter(line => line.trim() !== '');
  return lines.length > LINES
    ? `${lines.slice(0, LINES).join('\n')} …`
    : lines.join('\n');
}
