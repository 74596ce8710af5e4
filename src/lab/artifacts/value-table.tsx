import type { TranslationBundle } from '@jupyterlab/translation';
import { caretLeftIcon, caretRightIcon } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';
import type { TablePart, ValuePreview } from '../../service/api/artifacts';

type ValueTable = NonNullable<ValuePreview['table']>;

/** Some rows and columns of a table, and the way to others. */
export function ValueTable({
  table,
  label,
  show,
  trans
}: {
  readonly table: ValueTable;
  /** The name of the variable. */
  readonly label: string;
  readonly show: (part: TablePart) => void;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const { columns, index, rows, at, of } = table;
  const [row, column] = at;
  return (
    <>
      <div
        className="jp-Cellway-tableScroll"
        role="region"
        aria-label={
          row + column === 0
            ? trans.__('The beginning of %1', label)
            : trans.__('A part of %1', label)
        }
        tabIndex={0}
      >
        <table className="jp-Cellway-table">
          <thead>
            <tr>
              <th />
              {columns.map(({ name, type }, i) => (
                <th key={i} scope="col">
                  {name}
                  {type && <span className="jp-Cellway-secondary">{type}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, i) => (
              <tr key={i}>
                <th scope="row">{index[i]}</th>
                {cells.map((cell, j) => (
                  <td key={j}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="jp-Cellway-pagers">
        <Pager
          name={trans.__('Rows')}
          first={row}
          shown={rows.length}
          count={of[0]}
          go={first => show([first, column])}
          trans={trans}
        />
        <Pager
          name={trans.__('Columns')}
          first={column}
          shown={columns.length}
          count={of[1]}
          go={first => show([row, first])}
          trans={trans}
        />
      </div>
    </>
  );
}

/** Goes to other rows, or columns; nothing where all are shown. */
function Pager({
  name,
  first,
  shown,
  count,
  go,
  trans
}: {
  readonly name: string;
  /** From 0. */
  readonly first: number;
  readonly shown: number;
  readonly count: number;
  readonly go: (first: number) => void;
  readonly trans: TranslationBundle;
}): React.JSX.Element | null {
  // The last part may be shorter than the others.
  const size = useRef(shown);
  size.current = Math.max(size.current, shown);
  if (shown >= count) {
    return null;
  }
  return (
    <span className="jp-Cellway-pager" role="group" aria-label={name}>
      <button
        className="jp-Cellway-iconButton"
        disabled={first === 0}
        aria-label={trans.__('%1 before', name)}
        title={trans.__('%1 before', name)}
        onClick={() => go(Math.max(0, first - size.current))}
      >
        <caretLeftIcon.react tag={null} />
      </button>
      <label>
        {name}{' '}
        <input
          key={first}
          type="number"
          className="jp-mod-styled"
          min={0}
          max={count - 1}
          defaultValue={first}
          aria-label={trans.__('%1 from', name)}
          onKeyDown={event => {
            if (event.key === 'Enter') {
              event.preventDefault();
              go(placeOf(event.currentTarget, count) ?? first);
            }
          }}
          onBlur={event => {
            const place = placeOf(event.currentTarget, count);
            if (place !== undefined && place !== first) {
              go(place);
            }
          }}
        />
      </label>
      <span className="jp-Cellway-secondary">
        {trans.__(
          'to %1 of %2',
          (first + shown - 1).toLocaleString(),
          count.toLocaleString()
        )}
      </span>
      <button
        className="jp-Cellway-iconButton"
        disabled={first + shown >= count}
        aria-label={trans.__('%1 behind', name)}
        title={trans.__('%1 behind', name)}
        onClick={() => go(first + shown)}
      >
        <caretRightIcon.react tag={null} />
      </button>
    </span>
  );
}

/** What is typed as a place, within what there is; undefined for no number. */
function placeOf(
  { valueAsNumber }: HTMLInputElement,
  count: number
): number | undefined {
  return Number.isFinite(valueAsNumber)
    ? Math.max(0, Math.min(count - 1, Math.floor(valueAsNumber)))
    : undefined;
}
