import { MimeModel, type IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useRef } from 'react';
import type { ValuePreview } from '../../service/api/artifacts';

/** What a value shows of itself: facts, a picture or a plot, a table, text. */
export function Preview({
  preview: { facts = [], data, table, text },
  label,
  rendermime,
  trans
}: {
  readonly preview: ValuePreview;
  /** The name of the variable. */
  readonly label: string;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const isEmpty = facts.length === 0 && !data && !table && !text;
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
      {data && <Rich data={data} rendermime={rendermime} />}
      {table && table.columns.length > 0 && (
        <Table table={table} label={trans.__('The beginning of %1', label)} />
      )}
      {text && (
        <pre
          className="jp-Cellway-previewText"
          tabIndex={0}
          aria-label={trans.__('%1 as text', label)}
        >
          {text}
        </pre>
      )}
      {isEmpty && (
        <p className="jp-Cellway-secondary">{trans.__('It is empty.')}</p>
      )}
    </div>
  );
}

function Table({
  table: { columns, index, rows },
  label
}: {
  readonly table: NonNullable<ValuePreview['table']>;
  readonly label: string;
}): React.JSX.Element {
  return (
    <div
      className="jp-Cellway-tableScroll"
      role="region"
      aria-label={label}
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
          {rows.map((row, i) => (
            <tr key={i}>
              <th scope="row">{index[i]}</th>
              {row.map((cell, j) => (
                <td key={j}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A picture or a plot, drawn as a notebook would. */
function Rich({
  data,
  rendermime
}: {
  readonly data: NonNullable<ValuePreview['data']>;
  readonly rendermime: IRenderMimeRegistry;
}): React.JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = host.current;
    const model = new MimeModel({ data: data as never });
    // Of what is not trusted, only what cannot run scripts.
    const type = rendermime.preferredMimeType(model.data, 'ensure');
    if (!node || type === undefined) {
      return;
    }
    const renderer = rendermime.createRenderer(type);
    void renderer.renderModel(model);
    MessageLoop.sendMessage(renderer, Widget.Msg.BeforeAttach);
    node.append(renderer.node);
    MessageLoop.sendMessage(renderer, Widget.Msg.AfterAttach);
    return () => {
      MessageLoop.sendMessage(renderer, Widget.Msg.BeforeDetach);
      renderer.node.remove();
      MessageLoop.sendMessage(renderer, Widget.Msg.AfterDetach);
      renderer.dispose();
    };
  }, [data, rendermime]);
  return <div ref={host} className="jp-Cellway-rich" />;
}
