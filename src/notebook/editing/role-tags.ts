import {
  isSpecialTag,
  type ParametersTag,
  type SpecialKind,
  type StepTag,
  type Tag
} from '../dialect/tags';
import type { NotebookView } from '../tagged-notebook';
import type { SpecialRole } from './edit';
import {
  exchangeTags,
  rewriteTags,
  tagsOf,
  type ListedTag
} from './rewrite-cells';

/** The tags that say what a cell is. */
type RoleTag = Extract<Tag, { kind: 'step' | SpecialKind }>;

export function isRoleTag(tag: ListedTag): tag is RoleTag {
  return tag.kind !== 'foreign' && (tag.kind === 'step' || isSpecialTag(tag));
}

/** Papermill's words for parameters, which mean nothing to Kale beside a step. */
export function isPapermillTag(tag: ListedTag): tag is ParametersTag {
  return tag.kind === 'parameters' && tag.word !== 'pipeline-parameters';
}

/** `step`, or `block` in a notebook that has that word. */
export function stepWord(notebook: NotebookView): StepTag['word'] {
  for (const [index, { type }] of notebook.cells.entries()) {
    const tag =
      type === 'code'
        ? tagsOf(notebook, index).find(each => each.kind === 'step')
        : undefined;
    if (tag?.kind === 'step') {
      return tag.word;
    }
  }
  return 'step';
}

/** Makes a cell begin, or belong to, steps. */
export function tagWithStep(
  notebook: NotebookView,
  cell: number,
  names: readonly string[],
  word: StepTag['word']
): NotebookView {
  return rewriteTags(notebook, cell, tags => {
    const roles = tags.filter(isRoleTag).filter(tag => !isPapermillTag(tag));
    const [only] = roles;
    const isSo =
      roles.length === 1 &&
      only.kind === 'step' &&
      only.names.join(';') === names.join(';');
    return isSo
      ? tags
      : exchangeTags(tags, tag => isRoleTag(tag) && !isPapermillTag(tag), [
          { kind: 'step', word, names }
        ]);
  });
}

/** Makes a cell something other than a step. */
export function tagWithSpecial(
  notebook: NotebookView,
  cell: number,
  kind: SpecialRole
): NotebookView {
  return rewriteTags(notebook, cell, tags => {
    const roles = tags.filter(isRoleTag);
    return roles.length === 1 && roles[0].kind === kind
      ? tags
      : exchangeTags(tags, isRoleTag, [specialTag(kind)]);
  });
}

/** Takes away what says what a cell is. */
export function untag(notebook: NotebookView, cell: number): NotebookView {
  return rewriteTags(notebook, cell, tags =>
    tags.filter(tag => !isRoleTag(tag))
  );
}

function specialTag(kind: SpecialRole): Tag {
  return kind === 'parameters'
    ? { kind, word: 'pipeline-parameters' }
    : { kind };
}
