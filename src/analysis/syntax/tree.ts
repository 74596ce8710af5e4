/**
 * The Python syntax tree that every rule of the analysis reads.
 *
 * It has the shape of CPython's `ast` (its oracle), with two additions: escapes,
 * for what IPython accepts beside Python, and error statements for mistakes.
 */
import type { MatchCase } from './patterns';
import type { Token } from './tokens';

/** Where a node stands: UTF-16 offsets into the cell's source, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Name extends Span {
  readonly kind: 'Name';
  readonly id: string;
}

/** A literal; `value` is absent where it is not needed by any rule (bytes, complex). */
export interface Constant extends Span {
  readonly kind: 'Constant';
  readonly type:
    | 'str'
    | 'bytes'
    | 'int'
    | 'float'
    | 'complex'
    | 'bool'
    | 'None'
    | 'Ellipsis';
  /** The string, boolean or (safe) number; adjacent strings are joined. */
  readonly value?: string | number | boolean;
}

/** An f-string (or t-string): literal parts are Constants, the rest are its fields in order, format specs included. */
export interface JoinedString extends Span {
  readonly kind: 'JoinedString';
  readonly parts: readonly Expression[];
}

export interface Attribute extends Span {
  readonly kind: 'Attribute';
  readonly value: Expression;
  readonly attribute: string;
}

export interface Subscript extends Span {
  readonly kind: 'Subscript';
  readonly value: Expression;
  readonly index: Expression;
}

export interface Slice extends Span {
  readonly kind: 'Slice';
  /** Lower, upper and step, as far as they are written. */
  readonly bounds: readonly Expression[];
}

export interface Starred extends Span {
  readonly kind: 'Starred';
  readonly value: Expression;
}

export interface Keyword extends Span {
  /** Absent for `**mapping`. */
  readonly name?: string;
  readonly value: Expression;
}

export interface Call extends Span {
  readonly kind: 'Call';
  readonly callee: Expression;
  /** Positional arguments; `*rest` is a Starred. */
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

/** `a + b`, also `a and b` and comparisons; `operator` is the first one of a comparison chain. */
export interface Operation extends Span {
  readonly kind: 'Operation';
  readonly form: 'binary' | 'unary' | 'boolean' | 'comparison';
  readonly operator: string;
  readonly operands: readonly Expression[];
}

export interface Conditional extends Span {
  readonly kind: 'Conditional';
  readonly test: Expression;
  readonly body: Expression;
  readonly otherwise: Expression;
}

export interface Lambda extends Span {
  readonly kind: 'Lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export interface Comprehension extends Span {
  readonly kind: 'Comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  /** The element; key and value for a dict. */
  readonly elements: readonly Expression[];
  readonly clauses: readonly ComprehensionClause[];
}

/** `await x`, `yield x`, `yield from x`; `value` is absent for a bare `yield`. */
export interface Suspension extends Span {
  readonly kind: 'Suspension';
  readonly form: 'await' | 'yield' | 'yield from';
  readonly value?: Expression;
}

/** `target := value`. */
export interface NamedExpression extends Span {
  readonly kind: 'NamedExpression';
  readonly target: Name;
  readonly value: Expression;
}

export interface Collection extends Span {
  readonly kind: 'Collection';
  readonly form: 'list' | 'tuple' | 'set';
  readonly elements: readonly Expression[];
}

export interface Dict extends Span {
  readonly kind: 'Dict';
  /** `key` is absent for `**mapping`. */
  readonly items: readonly {
    readonly key?: Expression;
    readonly value: Expression;
  }[];
}

/**
 * What IPython runs and Python does not know: `!ls {folder}`, `%cd data`,
 * `name?`, a whole `%%bash` cell.
 */
export interface Escape extends Span {
  readonly kind: 'Escape';
  readonly form: 'shell' | 'line-magic' | 'cell-magic' | 'help';
  /** The magic's name without its percent signs; '' for a shell line, the queried text for help. */
  readonly name: string;
  /** The rest of the line (of the first line, for a cell magic). */
  readonly argument: string;
  /** Expressions that IPython fills in: `{x}` and `$x`. */
  readonly interpolated: readonly Expression[];
  /**
   * The Python code that a magic runs in a scope of its own (`%timeit`, `%%timeit`).
   * Code that a magic runs in the notebook's namespace (`%time`, `%%capture`,
   * `%prun`…) is not in here: it stands in the tree as if it had been written plainly.
   */
  readonly body?: readonly Statement[];
  /** The text of a cell magic's body where it is not Python (`%%bash`, `%%writefile`). */
  readonly text?: string;
}

/** Where an expression should stand and does not, or not yet. */
export interface Missing extends Span {
  readonly kind: 'Missing';
}

export type Expression =
  | Name
  | Constant
  | JoinedString
  | Attribute
  | Subscript
  | Slice
  | Starred
  | Call
  | Operation
  | Conditional
  | Lambda
  | Comprehension
  | Suspension
  | NamedExpression
  | Collection
  | Dict
  | Escape
  | Missing;

export interface Parameter extends Span {
  readonly name: string;
  readonly form: 'plain' | 'positional-only' | 'keyword-only' | '*' | '**';
  readonly annotation?: Expression;
  readonly default?: Expression;
}

/** A type parameter of PEP 695: `T`, `T: bound`, `*Ts`, `**P`, each with PEP 696's default. */
export interface TypeParameter extends Span {
  readonly name: string;
  readonly bound?: Expression;
  readonly default?: Expression;
}

export interface ExpressionStatement extends Span {
  readonly kind: 'ExpressionStatement';
  readonly value: Expression;
}

export interface Assign extends Span {
  readonly kind: 'Assign';
  /** `a = b = value` has two targets. */
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface AugmentedAssign extends Span {
  readonly kind: 'AugmentedAssign';
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}

/** `target: annotation = value`; without a value it binds nothing. */
export interface AnnotatedAssign extends Span {
  readonly kind: 'AnnotatedAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value?: Expression;
}

export interface Delete extends Span {
  readonly kind: 'Delete';
  readonly targets: readonly Expression[];
}

/** `return`, `raise` (with its cause), `assert` (with its message). */
export interface Leave extends Span {
  readonly kind: 'Leave';
  readonly form: 'return' | 'raise' | 'assert';
  readonly values: readonly Expression[];
}

/** `pass`, `break`, `continue`. */
export interface Simple extends Span {
  readonly kind: 'Simple';
  readonly form: 'pass' | 'break' | 'continue';
}

export interface ScopeDeclaration extends Span {
  readonly kind: 'ScopeDeclaration';
  readonly form: 'global' | 'nonlocal';
  readonly names: readonly string[];
}

export interface ImportedName extends Span {
  /** Dotted for `import a.b`, plain for `from m import name`. */
  readonly name: string;
  readonly alias?: string;
}

/** `import a.b, c as d`. */
export interface Import extends Span {
  readonly kind: 'Import';
  readonly names: readonly ImportedName[];
}

/** `from ..module import names`; `names` is 'all' for a star import. */
export interface ImportFrom extends Span {
  readonly kind: 'ImportFrom';
  /** Without the leading dots; '' for `from . import x`. */
  readonly module: string;
  /** The number of leading dots. */
  readonly level: number;
  readonly names: readonly ImportedName[] | 'all';
}

export interface If extends Span {
  readonly kind: 'If';
  readonly test: Expression;
  readonly body: readonly Statement[];
  /** `elif` is an If in here. */
  readonly otherwise: readonly Statement[];
}

export interface While extends Span {
  readonly kind: 'While';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface For extends Span {
  readonly kind: 'For';
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface With extends Span {
  readonly kind: 'With';
  readonly items: readonly {
    readonly context: Expression;
    readonly target?: Expression;
  }[];
  readonly body: readonly Statement[];
}

export interface ExceptHandler extends Span {
  readonly type?: Expression;
  readonly name?: string;
  readonly body: readonly Statement[];
}

export interface Try extends Span {
  readonly kind: 'Try';
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly otherwise: readonly Statement[];
  readonly final: readonly Statement[];
}

export interface Match extends Span {
  readonly kind: 'Match';
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

export interface FunctionDef extends Span {
  readonly kind: 'FunctionDef';
  readonly name: string;
  /** Where the name itself stands. */
  readonly nameSpan: Span;
  readonly async: boolean;
  readonly decorators: readonly Expression[];
  readonly typeParameters: readonly TypeParameter[];
  readonly parameters: readonly Parameter[];
  readonly returns?: Expression;
  readonly body: readonly Statement[];
}

export interface ClassDef extends Span {
  readonly kind: 'ClassDef';
  readonly name: string;
  readonly nameSpan: Span;
  readonly decorators: readonly Expression[];
  readonly typeParameters: readonly TypeParameter[];
  /** Bases; `*bases` is a Starred. */
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Statement[];
}

/** `type Name[T] = value`. */
export interface TypeAlias extends Span {
  readonly kind: 'TypeAlias';
  readonly name: Name;
  readonly typeParameters: readonly TypeParameter[];
  readonly value: Expression;
}

/** Text that is not Python; whatever could be understood inside it stands in `recovered`. */
export interface SyntaxErrorStatement extends Span {
  readonly kind: 'SyntaxError';
  readonly recovered: readonly Statement[];
}

export type Statement =
  | ExpressionStatement
  | Assign
  | AugmentedAssign
  | AnnotatedAssign
  | Delete
  | Leave
  | Simple
  | ScopeDeclaration
  | Import
  | ImportFrom
  | If
  | While
  | For
  | With
  | Try
  | Match
  | FunctionDef
  | ClassDef
  | TypeAlias
  | SyntaxErrorStatement;

/** A cell's syntax: what the parser returns for its source. */
export interface SyntaxTree {
  readonly source: string;
  readonly body: readonly Statement[];
  /** Where the source is not Python, with a message in the user's words. */
  readonly errors: readonly (Span & { readonly message: string })[];
  /** Absent where the source is not Python throughout. */
  readonly tokens?: readonly Token[];
}
