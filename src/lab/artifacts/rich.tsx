import { MimeModel, type IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useRef } from 'react';
import { useNames } from '../shell/use-names';

/** What a value shows of itself, by MIME type. */
export type RichData = Readonly<Record<string, unknown>>;

/** As an image it can run no scripts; JupyterLab itself draws only what is trusted. */
const SVG = 'image/svg+xml';

/** Whether JupyterLab draws it also where it is not trusted, sanitised then. */
export function isDrawn(
  type: string,
  data: RichData,
  rendermime: IRenderMimeRegistry
): boolean {
  if (type === SVG) {
    return true;
  }
  const bundle = { [type]: data[type] } as never;
  return rendermime.preferredMimeType(bundle, 'ensure') === type;
}

interface RichProps {
  readonly type: string;
  readonly data: RichData;
  /** The name of the variable. */
  readonly label: string;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}

/** A picture, a plot, a page or a tree, drawn as a notebook would that is not trusted. */
export function Rich(props: RichProps): React.JSX.Element {
  const { type, data, label } = props;
  return type === SVG ? (
    <div className="jp-Cellway-rich">
      <img
        alt={label}
        src={`data:${SVG},${encodeURIComponent(String(data[SVG]))}`}
      />
    </div>
  ) : (
    <Rendered {...props} />
  );
}

function Rendered({
  type,
  data,
  label,
  rendermime,
  trans
}: RichProps): React.JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  useNames(host, label, trans);
  useEffect(() => {
    const node = host.current;
    if (!node) {
      return;
    }
    const model = new MimeModel({ data: { [type]: data[type] } as never });
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
  }, [type, data, rendermime]);
  return <div ref={host} className="jp-Cellway-rich" />;
}
