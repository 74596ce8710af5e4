import type { ConcreteNode } from './concrete';
import { childOf, childOfType, childrenOf, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { identifier, spanOf } from './conversion';
import type { Import, ImportedName, ImportFrom } from './tree';

/** `import a.b, c as d`. */
export function convertImport(
  node: ConcreteNode,
  conversion: Conversion
): Import {
  return {
    kind: 'Import',
    names: importedNames(node, conversion),
    ...spanOf(node, conversion)
  };
}

/** `from ..m import a as b`, also from `__future__`. */
export function convertImportFrom(
  node: ConcreteNode,
  conversion: Conversion
): ImportFrom {
  const source = childOf(node, 'module_name');
  const relative = source?.type === 'relative_import';
  const dots = relative ? childOfType(source, 'import_prefix') : undefined;
  const module = relative ? childOfType(source, 'dotted_name') : source;
  const all = childOfType(node, 'wildcard_import');
  return {
    kind: 'ImportFrom',
    module:
      node.type === 'future_import_statement'
        ? '__future__'
        : module
          ? dotted(module, conversion)
          : '',
    level: dots?.children.length ?? 0,
    names: all ? 'all' : importedNames(node, conversion),
    ...spanOf(node, conversion)
  };
}

function importedNames(
  node: ConcreteNode,
  conversion: Conversion
): ImportedName[] {
  return childrenOf(node, 'name').map(child => {
    const aliased = child.type === 'aliased_import';
    const name = aliased ? childOf(child, 'name') : child;
    const alias = aliased ? childOf(child, 'alias') : undefined;
    return {
      name: name ? dotted(name, conversion) : '',
      ...(alias ? { alias: identifier(alias, conversion) } : {}),
      ...spanOf(child, conversion)
    };
  });
}

/** A dotted name without the space that may stand in it. */
function dotted(node: ConcreteNode, conversion: Conversion): string {
  return namedChildren(node)
    .map(part => identifier(part, conversion))
    .join('.');
}
