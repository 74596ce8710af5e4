import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';
import type { TablePart, ValuePreview } from '../../service/api/artifacts';
import { isDrawn, Rich } from './rich';
import { ValueTable } from './value-table';

/** What a value shows of itself: facts, and a picture, a tree, a table or text. */
export function Preview({
  preview,
  label,
  show,
  rendermime,
  trans
}: {
  readonly preview: ValuePreview;
  /** The name of the variable. */
  readonly label: string;
  /** Asks for another part of a table. */
  readonly show: (part: TablePart) => void;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [wanted, want] = useState<string>();
  const { facts = [], data = {}, table, text } = preview;
  const formats = formatsOf(preview, rendermime);
  const unknown = Object.keys(data).filter(each => !formats.includes(each));
  const format = formats.find(each => each === wanted) ?? formats[0];
  const isEmpty = facts.length + formats.length + unknown.length === 0;
  return (
    <div className="jp-Cellway-preview">
      {facts.length > 0 && (
        <dl className="jp-Cellway-facts">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {formats.length > 1 && (
        <div
          className="jp-Cellway-formats"
          role="group"
          aria-label={trans.__('Show %1 as', label)}
        >
          {formats.map(each => (
            <button
              key={each}
              className="jp-Cellway-format"
              aria-pressed={each === format}
              onClick={() => want(each)}
            >
              {nameOf(each, trans)}
            </button>
          ))}
        </div>
      )}
      {format === TABLE && table ? (
        <ValueTable table={table} label={label} show={show} trans={trans} />
      ) : format === TEXT ? (
        <pre
          className="jp-Cellway-previewText"
          tabIndex={0}
          aria-label={trans.__('%1 as text', label)}
        >
          {text}
        </pre>
      ) : (
        format !== undefined && (
          <Rich
            type={format}
            data={data}
            label={label}
            rendermime={rendermime}
            trans={trans}
          />
        )
      )}
      {unknown.length > 0 && (
        <p className="jp-Cellway-secondary">
          {trans.__('This JupyterLab cannot draw %1.', unknown.join(', '))}
        </p>
      )}
      {isEmpty && (
        <p className="jp-Cellway-secondary">{trans.__('It is empty.')}</p>
      )}
    </div>
  );
}

const TABLE = 'table';
const TEXT = 'text';

/** How a value can be shown, the most telling first. */
function formatsOf(
  { data = {}, table, text }: ValuePreview,
  rendermime: IRenderMimeRegistry
): string[] {
  const drawn = Object.keys(data).filter(each =>
    isDrawn(each, data, rendermime)
  );
  return [
    ...drawn,
    ...(table && table.columns.length > 0 ? [TABLE] : []),
    ...(text ? [TEXT] : [])
  ];
}

function nameOf(format: string, trans: TranslationBundle): string {
  switch (format) {
    case TABLE:
      return trans.__('Table');
    case TEXT:
      return trans.__('Text');
    case 'application/json':
      return trans.__('Tree');
    case 'text/html':
      return trans.__('HTML');
    case 'text/latex':
      return trans.__('LaTeX');
    case 'text/markdown':
      return trans.__('Markdown');
    default:
      return format.startsWith('image/')
        ? trans.__('Picture')
        : trans.__('Plot');
  }
}
