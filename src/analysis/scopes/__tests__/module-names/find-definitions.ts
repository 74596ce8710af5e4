import type { ScopeTable } from '../../resolve';
import type {
  ClassDef,
  FunctionDef,
  Import,
  ImportFrom,
  Span,
  Statement
} from '../../../syntax/tree';
import { forEachChild } from '../../../syntax/walk';
import { findGlobalReads } from './global-reads';

/** A function, class or import of the module. */
export interface Definition {
  readonly kind: 'function' | 'class' | 'import';
  /** The name that it binds; `*` for a star import. */
  readonly name: string;
  /** Where the name stands; for an import what is imported. */
  readonly span: Span;
  readonly statement: FunctionDef | ClassDef | Import | ImportFrom;
  /** True where it stands in an `if`, `try` or the like. */
  readonly conditional: boolean;
  /** Names of the module that it reads, its own among them if it is recursive. */
  readonly freeNames: {
    /** By decorators, defaults, annotations, bases and the class's body. */
    readonly atDefinition: ReadonlySet<string>;
    /** By the bodies of functions. */
    readonly atCall: ReadonlySet<string>;
  };
}

/** The definitions of a module, in the order of the source. */
export function findDefinitions(
  statements: readonly Statement[],
  table: ScopeTable
): Definition[] {
  const found: Definition[] = [];
  const visit = (statement: Statement, conditional: boolean): void => {
    switch (statement.kind) {
      case 'FunctionDef':
      case 'ClassDef': {
        const kind = statement.kind === 'FunctionDef' ? 'function' : 'class';
        const { name, nameSpan: span } = statement;
        const freeNames = freeNamesOf(statement, table);
        found.push({ kind, name, span, statement, conditional, freeNames });
        return;
      }
      case 'Import':
      case 'ImportFrom':
        found.push(...imports(statement, conditional));
        return;
      case 'If':
      case 'While':
      case 'For':
      case 'With':
      case 'Try':
      case 'Match':
      case 'SyntaxError':
        forEachChild(statement, child => visit(child as Statement, true));
        return;
      default:
    }
  };
  statements.forEach(statement => visit(statement, false));
  return found;
}

function imports(
  statement: Import | ImportFrom,
  conditional: boolean
): Definition[] {
  const freeNames = {
    atDefinition: new Set<string>(),
    atCall: new Set<string>()
  };
  const { start, end } = statement;
  const names =
    statement.names === 'all' ? [{ name: '*', start, end }] : statement.names;
  return names.map(imported => ({
    kind: 'import',
    name: boundBy(imported, statement),
    span: { start: imported.start, end: imported.end },
    statement,
    conditional,
    freeNames
  }));
}

/** `import a.b` binds `a`. */
function boundBy(
  imported: { readonly name: string; readonly alias?: string },
  { kind }: Import | ImportFrom
): string {
  const { name, alias } = imported;
  return alias ?? (kind === 'Import' ? name.split('.')[0] : name);
}

function freeNamesOf(
  statement: Statement,
  table: ScopeTable
): Definition['freeNames'] {
  const atDefinition = new Set<string>();
  const atCall = new Set<string>();
  findGlobalReads([statement], table, (name, _, late) => {
    (late ? atCall : atDefinition).add(name);
  });
  return { atDefinition, atCall };
}
