/** What is to be told about the names of steps: none, the same as others', almost the same. */
import { formatTag } from '../dialect/tags';
import type { Problem } from '../problems';
import type { Block } from '../tagged-notebook';
import type { CellTags } from './cell-tags';

/** Tells the tags that name no step, as Kale has them on cells that join the step above. */
export function checkUnnamed(
  blocks: readonly Block[],
  cells: Iterable<CellTags>,
  problems: Problem[]
): void {
  for (const { cell, tags, names, special } of cells) {
    const empty = tags.find(
      tag => tag.kind === 'step' && tag.names.every(name => name === '')
    );
    // Beside "imports" and its like it is told as any other tag is.
    if (!empty || special !== undefined) {
      continue;
    }
    const tag = formatTag(empty);
    const block = blocks.find(each => each.cells.includes(cell));
    problems.push({
      code: 'step-unnamed',
      severity: 'info',
      cell,
      message:
        names.length > 0
          ? `The tag "${tag}" has no effect: the step is named "${names.join(';')}"`
          : `The tag "${tag}" names no step, so ${whereTo(block)}`,
      suggestion:
        names.length > 0
          ? 'Remove it.'
          : 'Write a name behind the colon, or remove the tag.',
      tag
    });
  }
}

function whereTo(block: Block | undefined): string {
  if (!block) {
    return 'the cell belongs to none';
  }
  return block.kind === 'step'
    ? `the cell belongs to the step "${block.name}"`
    : `the cell belongs to the ${block.kind} above`;
}

/** Tells the names that stand in several places, or that a cluster cannot keep apart. */
export function checkNames(
  blocks: readonly Block[],
  problems: Problem[]
): void {
  const alike = new Map<string, string>();
  for (const { kind, name, head, parts } of blocks) {
    if (name === undefined) {
      continue;
    }
    const other = alike.get(onCluster(name));
    if (other !== undefined && other !== name) {
      problems.push({
        code: 'names-alike',
        severity: 'warning',
        cell: head,
        message: `Kubernetes cannot tell the steps "${other}" and "${name}" apart, since it writes "_" as "-"`,
        suggestion: 'Give one of them another name.',
        step: name
      });
    }
    alike.set(onCluster(name), name);
    for (const [cell] of kind === 'step' ? parts.slice(1) : []) {
      problems.push({
        code: 'step-apart',
        severity: 'info',
        cell,
        message: `The name "${name}" is on cells further up too, and other steps stand between: they run one after the other`,
        suggestion:
          'Move the cells together, or give these a name of their own.',
        step: name
      });
    }
  }
}

/** As Kale and Kubeflow write the name of a step for Kubernetes. */
function onCluster(name: string): string {
  return name.replace(/_/g, '-').replace(/^-+|-+$/g, '');
}
