import type { Direction } from '../layout/layout';
import type { GraphEdge, StepGraph } from '../model/graph';

/** What a text may hold that Mermaid would take for its own. */
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '#quot;',
  '#': '#35;',
  '&': '#amp;',
  '<': '#lt;',
  '>': '#gt;',
  '`': '#96;',
  '\n': ' '
};

/**
 * The graph as a flowchart in Markdown, as GitHub, GitLab and JupyterLab draw
 * it: orders dashed, variables beside the arrows.
 *
 * @param reasonOf - why there is an order, in words
 */
export function mermaidOf(
  { nodes, edges }: StepGraph,
  reasonOf: (edge: GraphEdge) => string,
  direction: Direction = 'down'
): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `s${index + 1}`]));
  const lines = [
    '```mermaid',
    `flowchart ${direction === 'down' ? 'TD' : 'LR'}`,
    ...nodes.map(node => `  ${names.get(node.id)}["${escape(node.id)}"]`),
    ...edges
      .filter(edge => !edge.isImplied)
      .map(edge => {
        const [from, to] = [names.get(edge.from), names.get(edge.to)];
        const { variables } = edge;
        const text = escape(
          variables.length > 0
            ? variables.map(each => each.name).join(', ')
            : reasonOf(edge)
        );
        const arrow = variables.length > 0 ? '-->' : '-.->';
        return `  ${from} ${arrow}${text === '' ? '' : `|"${text}"|`} ${to}`;
      }),
    '```',
    ''
  ];
  return lines.join('\n');
}

function escape(text: string): string {
  return text.replace(/["#&<>`\n]/g, found => ESCAPES[found] ?? found);
}
