import type { ConcreteNode } from './concrete';
import type { Span } from './tree';

/** A token of Python's: all that the meaning of a program depends on is in its tokens. */
export interface Token extends Span {
  readonly text: string;
  /** How deeply it is nested in blocks, where it is the first of its line. */
  readonly depth?: number;
}

/** Nodes whose children begin a line each. */
const LINES = new Set(['module', 'block', 'decorated_definition']);

/** Nodes that follow a block, and begin a line. */
const CLAUSES = new Set([
  'elif_clause',
  'else_clause',
  'except_clause',
  'except_group_clause',
  'finally_clause'
]);

/**
 * The tokens of a tree without errors. A string is one token as it is written,
 * since in an f-string blanks count: `f'{x = }'`. Semicolons part statements
 * like line ends do; only the last one of a cell means something to IPython.
 *
 * @param text - the text that was parsed, with its names as they are written
 */
export function tokensOf(root: ConcreteNode, text: string): Token[] {
  const tokens: Token[] = [];
  const waiting: Visit[] = [{ node: root, depth: -1, line: undefined }];
  let semicolon: Token | undefined;
  // Not a recursion: the depth of a sum of a thousand terms is a thousand.
  for (let visit; (visit = waiting.pop());) {
    const { node, line } = visit;
    const { start, end, type, children } = node;
    if (type === ';') {
      semicolon = { start, end, text: ';' };
    } else if (children.length > 0 && type !== 'string') {
      waiting.push(...visitsOf(visit).reverse());
    } else if (end > start && !LINES.has(type)) {
      tokens.push({
        start,
        end,
        text: node.named ? text.slice(start, end) : type,
        ...(line !== undefined && { depth: line })
      });
    }
  }
  const last = tokens.at(-1);
  if (semicolon && semicolon.start > (last?.start ?? 0)) {
    tokens.push(semicolon);
  }
  return tokens;
}

interface Visit {
  readonly node: ConcreteNode;
  /** How deeply the lines are nested that it stands in. */
  readonly depth: number;
  /** Its own depth, where it begins a line. */
  readonly line: number | undefined;
}

function visitsOf({ node, depth, line }: Visit): Visit[] {
  const isList = LINES.has(node.type);
  const isBlock = isList && node.type !== 'decorated_definition';
  const inner = isBlock ? depth + 1 : depth;
  return node.children.map((child, index) => {
    const begins = isList || CLAUSES.has(child.type);
    return {
      node: child,
      depth: inner,
      line: begins ? inner : index === 0 ? line : undefined
    };
  });
}
