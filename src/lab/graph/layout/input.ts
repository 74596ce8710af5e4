import { nameVariables } from '../model/describe';
import type { StepGraph } from '../model/graph';
import type { LayoutInput } from './layout';

/** How many letters stand beside a line at most. */
const LONGEST = 30;

/** What of a graph matters to where things are. */
export function layoutInputOf({ nodes, edges }: StepGraph): LayoutInput {
  return {
    ids: nodes.map(node => node.id),
    edges: edges.flatMap(({ from, to, variables, isImplied }, edge) =>
      isImplied
        ? []
        : [
            {
              edge,
              from,
              to,
              isOrder: variables.length === 0,
              text: shorten(nameVariables(variables))
            }
          ]
    )
  };
}

/** Same key, same layout: most edits of a notebook change nothing of it. */
export function keyOf(input: LayoutInput): string {
  return JSON.stringify(input);
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
