import type { CellAnalyser } from '../../analysis/cell-code';
import { forEachChild, type SyntaxNode } from '../../analysis/syntax/walk';
import type { NotebookView } from '../../notebook/tagged-notebook';
import { readTaggedCells } from '../../notebook/tagged-cells';

/**
 * The modules that the code of a notebook imports, anywhere in it, by dotted
 * path; for `from a import b` it is `a.b`, which may be no module.
 */
export function importedModules(
  notebook: NotebookView,
  analyser: CellAnalyser
): string[] {
  const skipped = new Set(
    readTaggedCells(notebook)
      .blocks.filter(each => each.kind === 'skip')
      .flatMap(each => each.cells)
  );
  const found = new Set<string>();
  notebook.cells.forEach(({ type, source }, index) => {
    if (type === 'code' && !skipped.has(index)) {
      analyser.analyse(source).tree.body.forEach(each => collect(each, found));
    }
  });
  return [...found].sort();
}

function collect(node: SyntaxNode, found: Set<string>): void {
  if (node.kind === 'Import') {
    node.names.forEach(each => found.add(each.name));
  } else if (node.kind === 'ImportFrom' && node.level === 0) {
    const names = node.names === 'all' ? [] : node.names;
    found.add(node.module);
    names.forEach(each => found.add(`${node.module}.${each.name}`));
  }
  forEachChild(node, child => collect(child, found));
}
