import type { CellView } from '../../notebook/cell';
import { parseTag } from '../../notebook/dialect/parse-tag';
import {
  formatTag,
  isSpecialTag,
  type SpecialKind
} from '../../notebook/dialect/tags';
import type { CellRole } from '../../notebook/editing/edit';
import type { NotebookView } from '../../notebook/tagged-notebook';

/** The tag that makes a cell what it is to be. */
export function tagFor(role: CellRole): string | undefined {
  switch (role.kind) {
    case 'step':
      return formatTag({ kind: 'step', word: 'step', names: [role.name] });
    case 'none':
      return undefined;
    case 'parameters':
      return formatTag({ kind: 'parameters', word: 'pipeline-parameters' });
    default:
      return formatTag({ kind: role.kind });
  }
}

/** Tags that say what a cell is, in the words that stand there. */
export function roleTags({ metadata }: CellView): string[] {
  return tagsOf(metadata.tags).filter(text => {
    const { tag } = parseTag(text);
    return tag.kind === 'step' || isSpecialTag(tag);
  });
}

/** What the tags of a cell say already: those of its user stay. */
export function roleOf({
  metadata
}: CellView): SpecialKind | 'step' | undefined {
  for (const { tag } of tagsOf(metadata.tags).map(parseTag)) {
    if (isSpecialTag(tag)) {
      return tag.kind;
    }
    if (tag.kind === 'step' && tag.names.length > 0) {
      return 'step';
    }
  }
  return undefined;
}

/** An untagged notebook as it would be with these roles, to be looked at. */
export function withRoles(
  notebook: NotebookView,
  roles: ReadonlyMap<number, CellRole>
): NotebookView {
  const cells = notebook.cells.map((view, cell) => {
    const role = roles.get(cell);
    const tag = role && tagFor(role);
    if (tag === undefined || roleOf(view) !== undefined) {
      return view;
    }
    const { type, source, metadata } = view;
    const tags = [...tagsOf(metadata.tags), tag];
    return { type, source, metadata: { ...metadata, tags } };
  });
  return { metadata: notebook.metadata, cells };
}

function tagsOf(tags: unknown): string[] {
  return Array.isArray(tags)
    ? tags.filter((tag): tag is string => typeof tag === 'string')
    : [];
}
