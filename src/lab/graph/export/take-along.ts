import { Notification, SystemClipboard } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NotebookSession } from '../../sessions/notebook-session';
import { describeNode, describeReason } from '../model/describe';
import type { Direction } from '../layout/layout';
import type { StepGraph } from '../model/graph';
import { fullLayout, graphOf } from '../session-graph';
import { appearanceNow } from './appearance';
import { mermaidOf } from './mermaid';
import { svgOf } from './svg';

const SHORT = { autoClose: 4000 } as const;

/** Puts the graph on the clipboard, to be pasted where Markdown is. */
export async function copyAsMermaid(
  session: NotebookSession,
  direction: Direction,
  trans: TranslationBundle
): Promise<void> {
  const graph = await graphNow(session, trans);
  if (graph) {
    const text = mermaidOf(
      graph,
      ({ reasons }) =>
        reasons.map(each => describeReason(each, trans)).join(', '),
      direction
    );
    await SystemClipboard.getInstance().setData('text/plain', text);
    Notification.success(
      trans.__('The graph is on the clipboard: paste it into Markdown.'),
      SHORT
    );
  }
}

/** Lets the browser save the graph, beside its other downloads. */
export async function saveAsSvg(
  session: NotebookSession,
  direction: Direction,
  trans: TranslationBundle
): Promise<void> {
  const graph = await graphNow(session, trans);
  if (graph) {
    const text = svgOf(graph, fullLayout(graph, direction), appearanceNow(), {
      title: trans.__('Graph of %1', session.name),
      below: node => describeNode(node, trans)
    });
    const link = document.createElement('a');
    const blob = new Blob([text], { type: 'image/svg+xml' });
    link.href = URL.createObjectURL(blob);
    const name = PathExt.basename(session.name, PathExt.extname(session.name));
    link.download = `${name}-graph.svg`;
    link.click();
    // The browser reads it after this turn.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

/** The graph of the notebook with the last edit; says so where there is none. */
async function graphNow(
  session: NotebookSession,
  trans: TranslationBundle
): Promise<StepGraph | undefined> {
  await session.panel.context.ready;
  await session.pipeline.update();
  const graph = graphOf(session);
  if (!graph || graph.nodes.length === 0) {
    Notification.warning(trans.__('There is no graph: no code to run.'), SHORT);
    return undefined;
  }
  return graph;
}
