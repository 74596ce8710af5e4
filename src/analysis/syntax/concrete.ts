import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

import type { Span } from './tree';

/**
 * A node of the grammar's own tree, copied out of the parser's memory.
 *
 * Every access to a node inside that memory is a call into WebAssembly; one
 * walk that copies what the conversion needs costs less than the conversion's
 * own reads would, and lets the tree be freed at once.
 */
export interface ConcreteNode extends Span {
  /** The grammar's name for it, or the token's own text. */
  readonly type: string;
  /** False for keywords and punctuation. */
  readonly named: boolean;
  /** The role in the parent, where the grammar gives one. */
  readonly field: string | undefined;
  /** True where the parser invented the node to go on. */
  readonly missing: boolean;
  /** True where this node or one below it is an error. */
  readonly broken: boolean;
  readonly children: readonly ConcreteNode[];
}

/** The names of a grammar by number, looked up once. */
export interface NodeTypes {
  readonly names: readonly string[];
  readonly named: readonly boolean[];
  readonly leaf: readonly boolean[];
  /** How many characters a token always has; 0 where that is not known. */
  readonly lengths: readonly number[];
  readonly fields: readonly (string | null)[];
}

/** Nodes that may stand anywhere and mean nothing. */
const EXTRAS = new Set(['comment', 'line_continuation']);

/** Nodes whose parts nobody needs; tokens have none either. */
const LEAVES = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'string_start',
  'string_content',
  'string_end',
  'type_conversion'
]);

/** Nodes that the grammar ends behind the comments that follow them. */
const BLOCKS = new Set([
  'block',
  'if_statement',
  'elif_clause',
  'else_clause',
  'for_statement',
  'while_statement',
  'try_statement',
  'except_clause',
  'finally_clause',
  'with_statement',
  'match_statement',
  'case_clause',
  'function_definition',
  'class_definition',
  'decorated_definition'
]);

interface Draft {
  type: string;
  named: boolean;
  field: string | undefined;
  missing: boolean;
  broken: boolean;
  /** True where its children, if it has any, are not copied. */
  leaf: boolean;
  start: number;
  end: number;
  children: Draft[];
}

/** The node types of a language, by their numbers. */
export function nodeTypes(language: Language): NodeTypes {
  const names: string[] = [];
  const named: boolean[] = [];
  const leaf: boolean[] = [];
  const lengths: number[] = [];
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const name = language.nodeTypeForId(id) ?? 'ERROR';
    names.push(name);
    named.push(language.nodeTypeIsNamed(id));
    leaf.push(LEAVES.has(name) || !language.nodeTypeIsNamed(id));
    lengths.push(
      isToken(name) && !language.nodeTypeIsNamed(id) ? name.length : 0
    );
  }
  return { names, named, leaf, lengths, fields: language.fields };
}

/** Whether a token is written as its type is called: not `not in`, between whose words there may be anything. */
function isToken(type: string): boolean {
  return /^(\w+|[^\w\s]+)$/.test(type);
}

/**
 * Copy a parse tree.
 *
 * @param base - What is added to every offset: where the parsed text stands in
 * the source.
 */
export function copyTree(
  tree: Tree,
  types: NodeTypes,
  base: number
): ConcreteNode {
  // Whether a node is missing costs one more call a node; a whole tree has none.
  const suspicious = tree.rootNode.hasError;
  const cursor = tree.walk();
  try {
    const root = copyNode(cursor, types, base, suspicious);
    const ancestors: Draft[] = [];
    let parent = root;
    let more = cursor.gotoFirstChild();
    // A loop and not a recursion: the depth of a sum of a thousand terms is a
    // thousand.
    while (more) {
      const node = copyNode(cursor, types, base, suspicious);
      if (!EXTRAS.has(node.type)) {
        parent.children.push(node);
        parent.broken ||= node.broken;
        if (!node.leaf && cursor.gotoFirstChild()) {
          ancestors.push(parent);
          parent = node;
          continue;
        }
      }
      more = cursor.gotoNextSibling();
      for (let above; !more && (above = ancestors.pop());) {
        cursor.gotoParent();
        close(parent);
        above.broken ||= parent.broken;
        parent = above;
        more = cursor.gotoNextSibling();
      }
    }
    return root;
  } finally {
    cursor.delete();
  }
}

/** Note that a node has all its children. */
function close(node: Draft): void {
  const last = node.children.at(-1);
  if (last && BLOCKS.has(node.type)) {
    node.end = last.end;
  }
}

function copyNode(
  cursor: TreeCursor,
  types: NodeTypes,
  base: number,
  suspicious: boolean
): Draft {
  const id = cursor.nodeTypeId;
  const type = types.names[id] ?? 'ERROR';
  const missing = suspicious && cursor.nodeIsMissing;
  const start = base + cursor.startIndex;
  // Each thing asked of the cursor is a call into the parser's memory.
  const length = suspicious ? 0 : types.lengths[id];
  return {
    type,
    named: types.named[id] ?? true,
    field: types.fields[cursor.currentFieldId] ?? undefined,
    missing,
    broken: missing || type === 'ERROR',
    // An error may hide in anything.
    leaf: !suspicious && types.leaf[id] === true,
    start,
    end: length > 0 ? start + length : base + cursor.endIndex,
    children: []
  };
}

/** The child that plays a role. */
export function childOf(
  node: ConcreteNode,
  field: string
): ConcreteNode | undefined {
  return node.children.find(child => child.field === field);
}

/** The children that play a role; a comma between two of them has it too. */
export function childrenOf(node: ConcreteNode, field: string): ConcreteNode[] {
  return node.children.filter(child => child.field === field && child.named);
}

/** The children that are not tokens. */
export function namedChildren(node: ConcreteNode): ConcreteNode[] {
  return node.children.filter(child => child.named && child.type !== 'ERROR');
}

/** The first child of a type. */
export function childOfType(
  node: ConcreteNode,
  type: string
): ConcreteNode | undefined {
  return node.children.find(child => child.type === type);
}

/** Whether a node has a token, for example the `async` of a function. */
export function hasToken(node: ConcreteNode, token: string): boolean {
  return node.children.some(child => !child.named && child.type === token);
}
