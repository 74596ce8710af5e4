import type { ConcreteNode } from './concrete';
import type {
  Expression,
  Missing,
  Name,
  Span,
  Statement,
  SyntaxErrorStatement
} from './tree';

/** What stands in the tree for text that IPython runs and Python does not know. */
export interface EscapeReading {
  readonly value: Expression;
  /** The code that a magic runs in the notebook's namespace. */
  readonly code: readonly Statement[];
}

/**
 * What the conversion of one region of a source needs to know; every
 * `convert-*` file gets it, so that none of them has to import another.
 */
export interface Conversion {
  /** The whole source, as the user wrote it. */
  readonly source: string;
  /** Where the source ends for this region: what lies beyond was appended to complete it. */
  readonly limit: number;
  /** Where the statement starts that is being converted: the place of what is not there. */
  near: number;
  expression(node: ConcreteNode | undefined): Expression;
  statements(nodes: readonly ConcreteNode[]): Statement[];
  /** What IPython runs at an offset. */
  escapeAt(offset: number): EscapeReading | undefined;
  /** The line that a placeholder at an offset stands for. */
  mistakeAt(offset: number): SyntaxErrorStatement | undefined;
  report(span: Span, message: string): void;
}

/** The text of a node, as the user wrote it. */
export function textOf(node: Span, conversion: Conversion): string {
  return conversion.source.slice(
    node.start,
    Math.min(node.end, conversion.limit)
  );
}

/** Where a node stands, never beyond what the user wrote. */
export function spanOf(node: Span, conversion: Conversion): Span {
  return {
    start: Math.min(node.start, conversion.limit),
    end: Math.min(node.end, conversion.limit)
  };
}

/**
 * An identifier as Python compares it: normalised, so that two spellings of
 * one letter are one name.
 */
export function identifier(node: Span, conversion: Conversion): string {
  const text = textOf(node, conversion);
  return /^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFKC');
}

/** A name at a node. */
export function nameAt(node: Span, conversion: Conversion): Name {
  return {
    kind: 'Name',
    id: identifier(node, conversion),
    ...spanOf(node, conversion)
  };
}

/** An expression that is not there. */
export function missingAt(offset: number): Missing {
  return { kind: 'Missing', start: offset, end: offset };
}
