import { subjectOf } from '../../notebook/blocks/cell-tags';
import { parseTag } from '../../notebook/dialect/parse-tag';
import { isSettingTag } from '../../notebook/dialect/tags';
import { CELLWAY_KEY } from '../../notebook/settings';
import type { Fix } from '../diagnostic';
import { canWaitFor, exchangePrev } from './order-fixes';
import { addTag, removeTag, tagsAt, type MakeFixes } from './tag-edits';

/** What is set on a cell that is not the first of its block goes there, or goes. */
export const moveToHead: MakeFixes = ({ cell, tag: text }, context) => {
  const block = context.tagged.blocks.find(
    each => each.cells.includes(cell) && each.head !== cell
  );
  if (!block) {
    return [];
  }
  if (text === undefined) {
    return [
      {
        title: 'Remove what is set for this cell',
        edits: [{ kind: 'remove-setting', cell, path: CELLWAY_KEY }]
      }
    ];
  }
  const { tag } = parseTag(text);
  const moved = (canMove: boolean, edits: Fix['edits']): Fix[] => [
    ...(canMove
      ? [
          {
            title: `Move it to cell ${block.head + 1}`,
            edits: [...edits, addTag(block.head, text)]
          }
        ]
      : []),
    { title: `Remove ${text}`, edits }
  ];
  if (tag.kind === 'prev') {
    const [name] = tag.names;
    const edits = exchangePrev(context, cell, name, undefined);
    return moved(canWaitFor(context, block, [name]), edits);
  }
  // What the first cell says of the same thing stays.
  const isSaid = tagsAt(context, block.head).some(
    each =>
      isSettingTag(each) &&
      isSettingTag(tag) &&
      subjectOf(each) === subjectOf(tag)
  );
  return moved(!isSaid, [removeTag(cell, text)]);
};
