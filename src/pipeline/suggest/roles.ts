import type { CellView } from '../../notebook/cell';
import { parseTag } from '../../notebook/dialect/parse-tag';
import {
  formatTag,
  isSpecialTag,
  type SpecialKind
} from '../../notebook/dialect/tags';
import type { CellRole, SpecialRole } from '../../notebook/editing/edit';
import type { NotebookView } from '../../notebook/tagged-notebook';

const TAGS: Readonly<Record<SpecialRole, string>> = {
  imports: 'imports',
  functions: 'functions',
  parameters: 'pipeline-parameters',
  metrics: 'pipeline-metrics',
  skip: 'skip'
};

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
    if (!role || role.kind === 'none' || roleOf(view) !== undefined) {
      return view;
    }
    const tag =
      role.kind === 'step'
        ? formatTag({ kind: 'step', word: 'step', names: [role.name] })
        : TAGS[role.kind];
    const tags = [...tagsOf(view.metadata.tags), tag];
    const { type, source, metadata } = view;
    return { type, source, metadata: { ...metadata, tags } };
  });
  return { metadata: notebook.metadata, cells };
}

function tagsOf(tags: unknown): string[] {
  return Array.isArray(tags)
    ? tags.filter((tag): tag is string => typeof tag === 'string')
    : [];
}
