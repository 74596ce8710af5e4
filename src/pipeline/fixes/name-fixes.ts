/** Names of steps, and the tags that say which step a cell belongs to. */
import { uniqueName } from '../../notebook/blocks/headings';
import { parseTag } from '../../notebook/dialect/parse-tag';
import {
  checkStepName,
  isLongStepName,
  shownName,
  toStepName
} from '../../notebook/dialect/step-names';
import {
  formatTag,
  isSpecialTag,
  type StepTag
} from '../../notebook/dialect/tags';
import type { Edit } from '../../notebook/editing/edit';
import type { Fix } from '../diagnostic';
import {
  addTag,
  blockAt,
  exchangeTag,
  removeFaultyTag,
  removeTag,
  renamed,
  tagsAt,
  withoutNewErrors,
  writeInstead,
  type MakeFixes,
  type TagContext
} from './tag-edits';

/** Renames steps to what is legal, wherever they are named. */
export const giveLegalNames: MakeFixes = (problem, context) => {
  const { tag } = parseTag(problem.tag ?? '');
  if (tag.kind !== 'step' && tag.kind !== 'prev' && tag.kind !== 'notebook') {
    return [];
  }
  const names = tag.kind === 'notebook' ? [tag.name] : tag.names;
  const steps = namesTaken(context);
  const taken = new Set(steps);
  const legal = new Map<string, string>();
  for (const name of names.filter(each => each !== '' && checkStepName(each))) {
    // What is named nowhere else is meant for a step that there is.
    const wanted = toStepName(name);
    const unique = steps.has(name) ? uniqueName(wanted, taken) : wanted;
    legal.set(name, unique);
    taken.add(unique);
  }
  if (legal.size > 0 && [...legal.keys()].every(name => steps.has(name))) {
    return [
      {
        title: `Rename ${[...legal].map(([from, to]) => `${inTitle(from)} to ${inTitle(to)}`).join(', ')}`,
        edits: [...legal].map(([from, to]): Edit => ({
          kind: 'rename-step',
          from,
          to
        }))
      }
    ];
  }
  if (tag.kind === 'notebook') {
    const name = uniqueName(toStepName(tag.name || 'notebook'), taken);
    return writeInstead(problem, formatTag({ ...tag, name }));
  }
  const text = renamed(tag, name => legal.get(name) ?? name);
  return text === undefined
    ? removeFaultyTag(problem, context)
    : writeInstead(problem, text);
};

/** `step:Load` beside `step:load`: probably the same step is meant. */
export const joinTheStep: MakeFixes = (problem, context) => {
  const { tag } = parseTag(problem.tag ?? '');
  const [name = '', ...others] = tag.kind === 'step' ? tag.names : [];
  const wanted = toStepName(name);
  const block = blockAt(context, problem.cell);
  const canJoin =
    others.length === 0 &&
    checkStepName(name) !== undefined &&
    block?.name === name &&
    !block.prev.includes(wanted) &&
    namesTaken(context).has(wanted);
  return canJoin
    ? withoutNewErrors(context, [
        {
          title: `Make it part of ${inTitle(wanted)}`,
          edits: context.notebook.cells.flatMap((_, cell) =>
            writeName(context, cell, name, wanted)
          )
        }
      ])
    : [];
};

/** Writes another name into the tags of a cell that name a step. */
function writeName(
  context: TagContext,
  cell: number,
  from: string,
  to: string
): Edit[] {
  return tagsAt(context, cell).flatMap(tag => {
    const isNamed =
      (tag.kind === 'step' || tag.kind === 'prev') && tag.names.includes(from);
    const text = isNamed && renamed(tag, name => (name === from ? to : name));
    return text ? exchangeTag(cell, formatTag(tag), text) : [];
  });
}

/** Gives a step a name of a length that a cluster takes, wherever it is named. */
export const shortenName: MakeFixes = (problem, context) => {
  const { tag } = parseTag(problem.tag ?? '');
  const names =
    tag.kind === 'step' ? tag.names : tag.kind === 'notebook' ? [tag.name] : [];
  return names
    .filter(isLongStepName)
    .flatMap(name => renameTo(context, name, toStepName(name)));
};

/** Gives a step a name that a cluster can tell from that of another step. */
export const tellApart: MakeFixes = ({ step = '' }, context) =>
  renameTo(context, step, `${step}_2`);

function renameTo(context: TagContext, from: string, wanted: string): Fix[] {
  const to = uniqueName(wanted, namesTaken(context));
  return withoutNewErrors(context, [
    {
      title: `Rename ${inTitle(from)} to ${inTitle(to)}`,
      edits: [{ kind: 'rename-step', from, to }]
    }
  ]);
}

/** A name among the words of a title: where it would be lost among them, in quotes. */
function inTitle(name: string): string {
  return /^[\w-]+$/.test(name) ? shownName(name) : `"${shownName(name)}"`;
}

/** Gives the block of a cell a name that no other has. */
export const giveFreeName: MakeFixes = ({ cell }, context) => {
  const block = context.tagged.blocks
    .filter(each => each.head === cell)
    .find(each => each.name !== undefined);
  const name = block?.name;
  if (!block || name === undefined) {
    return [];
  }
  const free = uniqueName(name, namesTaken(context));
  const edits = block.cells.flatMap(each =>
    tagsAt(context, each).flatMap(tag => {
      const other =
        tag.kind === 'step' && tag.names.includes(name)
          ? renamed(tag, old => (old === name ? free : old))
          : tag.kind === 'notebook' && tag.name === name
            ? formatTag({ ...tag, name: free })
            : undefined;
      return other === undefined
        ? []
        : exchangeTag(each, formatTag(tag), other);
    })
  );
  return edits.length === 0
    ? []
    : withoutNewErrors(context, [{ title: `Rename to ${free}`, edits }]);
};

/** Of several steps of a cell, one. */
export const keepOneStep: MakeFixes = ({ cell }, context) => {
  const steps = stepTags(context, cell);
  return withoutNewErrors(
    context,
    [...new Set(steps.map(formatTag))].map(kept => ({
      title: `Keep ${kept}`,
      edits: steps
        .map(formatTag)
        .filter(text => text !== kept)
        .map(text => removeTag(cell, text))
    }))
  );
};

/** The step in the place of what would make something else of the cell. */
export const keepTheStep: MakeFixes = ({ cell, tag }, context) => {
  const isStep = parseTag(tag ?? '').tag.kind === 'step';
  return isStep
    ? withoutNewErrors(context, [
        {
          title: `Keep ${tag ?? ''}`,
          edits: tagsAt(context, cell)
            .filter(isSpecialTag)
            .map(special => removeTag(cell, formatTag(special)))
        }
      ])
    : [];
};

/** A cell that would run in each of several steps runs in one of them. */
export const runInOneStep: MakeFixes = ({ cell }, context) => {
  const lists = stepTags(context, cell);
  const names = new Set(lists.flatMap(each => each.names).filter(Boolean));
  return withoutNewErrors(
    context,
    [...names].map((name): Fix => ({
      title: `Run it in ${name} only`,
      edits: [
        ...lists.map(list => removeTag(cell, formatTag(list))),
        addTag(cell, formatTag({ ...lists[0], names: [name] }))
      ]
    }))
  );
};

/** Code in the cell of another notebook: it is a step itself. */
export const runTheCode: MakeFixes = ({ cell }, context) => {
  const tag = tagsAt(context, cell).find(each => each.kind === 'notebook');
  if (tag?.kind !== 'notebook') {
    return [];
  }
  const edits = exchangeTag(cell, formatTag(tag), `step:${tag.name}`);
  return withoutNewErrors(context, [
    { title: `Run this code as the step ${tag.name}`, edits }
  ]);
};

/** Code that belongs to no step becomes the one that it is shown as. */
export const tagTheStep: MakeFixes = ({ cell }, context) => {
  const name = blockAt(context, cell)?.name;
  return name === undefined
    ? []
    : [
        {
          title: `Make it the step ${name}`,
          edits: [addTag(cell, `step:${name}`)]
        }
      ];
};

function stepTags(context: TagContext, cell: number): readonly StepTag[] {
  return tagsAt(context, cell).flatMap(tag =>
    tag.kind === 'step' && tag.names.length > 0 ? [tag] : []
  );
}

export function namesTaken({ tagged }: TagContext): ReadonlySet<string> {
  return new Set(tagged.blocks.flatMap(block => block.name ?? []));
}
