/** What steps wait for: `prev:` and `after`. */
import { closestName } from '../../notebook/blocks/closest-name';
import { checkStepName } from '../../notebook/dialect/step-names';
import { formatTag, type PrevTag } from '../../notebook/dialect/tags';
import type { Edit } from '../../notebook/editing/edit';
import { isJsonArray, isJsonObject } from '../../notebook/json/value';
import { CELLWAY_KEY } from '../../notebook/settings';
import type { Block } from '../../notebook/tagged-notebook';
import type { Fix } from '../diagnostic';
import {
  addTag,
  blockAt,
  exchangeTag,
  removeTag,
  renamed,
  tagsAt,
  type MakeFixes,
  type TagContext
} from './tag-edits';

/** Waits for the step that was probably meant, or for none. */
export const waitForOther: MakeFixes = (problem, context) => {
  const { cell, step, code } = problem;
  const block = context.tagged.blocks.find(each => each.head === cell);
  if (step === undefined || !block) {
    return [];
  }
  const above = namesAbove(context, block);
  const meant = code.endsWith('-unknown')
    ? closestName(step, above)
    : undefined;
  const exchange = code.startsWith('prev')
    ? (other?: string) => exchangePrev(context, cell, step, other)
    : (other?: string) => exchangeAfter(context, block, step, other);
  const fixes: Fix[] = [
    { title: `Wait for ${meant ?? ''}`, edits: exchange(meant) },
    { title: `Do not wait for ${step}`, edits: exchange() }
  ];
  return fixes
    .slice(meant === undefined ? 1 : 0)
    .filter(({ edits }) => edits.length > 0);
};

/** A `prev:` that is on no step goes, or to where its step is named. */
export const movePrev: MakeFixes = ({ cell }, context) => {
  const tags = prevTags(context, cell);
  const texts = tags.map(formatTag);
  const removal = texts.map(text => removeTag(cell, text));
  const block = blockAt(context, cell);
  const names = [...new Set(tags.flatMap(tag => tag.names))];
  const canMove =
    block !== undefined &&
    block.head !== cell &&
    canWaitFor(context, block, names);
  return [
    ...(canMove
      ? [
          {
            title: `Move it to cell ${block.head + 1}`,
            edits: [...removal, ...texts.map(text => addTag(block.head, text))]
          }
        ]
      : []),
    { title: `Remove the tag ${texts.join(', ')}`, edits: removal }
  ];
};

/**
 * Lets a step run after another one above it.
 *
 * @returns nothing where no tag can say so
 */
export function runAfter(
  context: TagContext,
  step: string,
  others: readonly string[]
): Fix[] {
  const block = context.tagged.blocks.find(
    each => each.kind === 'step' && each.name === step
  );
  const isLegal = others.every(name => !checkStepName(name));
  return block && isLegal && canWaitFor(context, block, others)
    ? [
        {
          title: `Run ${step} after ${others.join(' and ')}`,
          edits: others.map(name => addTag(block.head, `prev:${name}`))
        }
      ]
    : [];
}

/** Whether `prev:` with these names counts on the head of a block. */
export function canWaitFor(
  context: TagContext,
  block: Block,
  names: readonly string[]
): boolean {
  const above = namesAbove(context, block);
  const isNamed = tagsAt(context, block.head).some(
    tag => tag.kind === 'step' && tag.names.length > 0
  );
  return isNamed && names.every(name => above.includes(name));
}

/** The steps that one may wait for. */
function namesAbove({ tagged }: TagContext, block: Block): readonly string[] {
  const heads = new Map<string, number>();
  for (const { name, head } of tagged.blocks) {
    if (name !== undefined) {
      heads.set(name, Math.min(head, heads.get(name) ?? head));
    }
  }
  return [...heads].flatMap(([name, head]) =>
    head < block.head && name !== block.name ? [name] : []
  );
}

function prevTags(context: TagContext, cell: number): readonly PrevTag[] {
  return tagsAt(context, cell).flatMap(tag =>
    tag.kind === 'prev' ? [tag] : []
  );
}

/** Names another step in the `prev:` of a cell, or none. */
export function exchangePrev(
  context: TagContext,
  cell: number,
  step: string,
  other: string | undefined
): Edit[] {
  return prevTags(context, cell)
    .filter(tag => tag.names.includes(step))
    .flatMap(tag => {
      const text = renamed(tag, name => (name === step ? other : name));
      return exchangeTag(
        cell,
        formatTag(tag),
        ...(text === undefined ? [] : [text])
      );
    });
}

function exchangeAfter(
  { notebook }: TagContext,
  block: Block,
  step: string,
  other: string | undefined
): Edit[] {
  const settings = notebook.cells[block.head].metadata[CELLWAY_KEY];
  const after = isJsonObject(settings) ? settings['after'] : undefined;
  const names = isJsonArray(after) ? after : [];
  const removal = names
    .flatMap((name, i) => (name === step ? [i] : []))
    .reverse()
    .map((i): Edit => ({
      kind: 'remove-setting',
      cell: block.head,
      path: `${CELLWAY_KEY}.after[${i}]`
    }));
  const waits = block.settings.after ?? [];
  return other === undefined || block.name === undefined
    ? removal
    : [
        ...removal,
        {
          kind: 'set-step-settings',
          step: block.name,
          settings: {
            ...block.settings,
            after: [...waits.filter(name => name !== other), other]
          }
        }
      ];
}
