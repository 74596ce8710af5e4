/**
 * A light syntax tree of JSON text. Nodes hold offsets, never copies, so that
 * an edit can replace the bytes of one node and leave all others as written.
 */

/** Offsets in UTF-16 code units; `end` is exclusive. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

export interface JsonMember {
  /** The key, decoded. */
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export interface JsonObjectNode extends JsonSpan {
  readonly kind: 'object';
  /** In the order of the text, duplicate keys included. */
  readonly members: readonly JsonMember[];
}

export interface JsonArrayNode extends JsonSpan {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

/** The span includes both quotes. */
export interface JsonStringNode extends JsonSpan {
  readonly kind: 'string';
}

/** A number, `true`, `false`, `null`, `NaN`, `Infinity` or `-Infinity`. */
export interface JsonLiteralNode extends JsonSpan {
  readonly kind: 'literal';
}

/**
 * A value that was checked but not made into nodes: the outputs of a cell are
 * most of a notebook and are hardly ever looked at. `expandNode` opens it.
 */
export interface JsonOpaqueNode extends JsonSpan {
  readonly kind: 'opaque';
}

export type JsonContainerNode = JsonObjectNode | JsonArrayNode;

export type JsonNode =
  JsonContainerNode | JsonStringNode | JsonLiteralNode | JsonOpaqueNode;

/** A value inside a text; the text may hold more than the value. */
export interface JsonFragment {
  readonly text: string;
  readonly node: JsonNode;
}

/**
 * The member that counts for `key`: the last one, as Python's and
 * JavaScript's JSON readers have it.
 */
export function findMember(
  node: JsonObjectNode,
  key: string
): JsonMember | undefined {
  for (let i = node.members.length - 1; i >= 0; i--) {
    const member = node.members[i];
    if (member?.key === key) {
      return member;
    }
  }
  return undefined;
}
