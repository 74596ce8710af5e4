import type { ConcreteNode } from './concrete';
import { childOf, childOfType } from './concrete';
import type { Conversion } from './conversion';
import { spanOf, textOf } from './conversion';
import type { StringPrefix } from './literals';
import { decodeString, readPrefix } from './literals';
import type { Constant, Expression, JoinedString, Span } from './tree';

/** A string literal, or several that stand side by side and are one value. */
export function convertString(
  node: ConcreteNode,
  conversion: Conversion
): Constant | JoinedString {
  const span = spanOf(node, conversion);
  const pieces =
    node.type === 'concatenated_string'
      ? node.children.filter(child => child.type === 'string')
      : [node];
  const prefixes = pieces.map(piece => prefixOf(piece, conversion));
  if (prefixes.some(prefix => prefix.bytes)) {
    return { kind: 'Constant', type: 'bytes', ...span };
  }
  const parts = pieces.flatMap((piece, index) =>
    partsOf(piece, prefixes[index], conversion)
  );
  if (prefixes.some(prefix => prefix.formatted)) {
    return { kind: 'JoinedString', parts, ...span };
  }
  let value = '';
  for (const part of parts) {
    if (part.kind !== 'Constant' || typeof part.value !== 'string') {
      return { kind: 'Constant', type: 'str', ...span };
    }
    value += part.value;
  }
  return { kind: 'Constant', type: 'str', value, ...span };
}

function prefixOf(node: ConcreteNode, conversion: Conversion): StringPrefix {
  const opening = childOfType(node, 'string_start');
  return readPrefix(opening ? textOf(opening, conversion) : '');
}

/** The literal text and the fields of one string, in order. */
function partsOf(
  node: ConcreteNode,
  prefix: StringPrefix,
  conversion: Conversion
): Expression[] {
  const opening = childOfType(node, 'string_start');
  const closing = childOfType(node, 'string_end');
  const from = opening?.end ?? node.start;
  // The closing token may hold backslashes of a raw string too.
  const quotes = opening ? textOf(opening, conversion).replace(/\w+/, '') : '';
  const to = closing ? closing.end - quotes.length : node.end;
  const fields = node.children.filter(child => child.type === 'interpolation');
  return interleave(from, to, fields, prefix, conversion);
}

/** The text from one offset to another, with the fields that stand in it. */
function interleave(
  from: number,
  to: number,
  fields: readonly ConcreteNode[],
  prefix: StringPrefix,
  conversion: Conversion
): Expression[] {
  const parts: Expression[] = [];
  const addText = (span: Span): void => {
    if (span.end > span.start) {
      parts.push(literal(span, prefix, conversion));
    }
  };
  let at = from;
  for (const field of fields) {
    addText({ start: at, end: field.start });
    parts.push(...convertField(field, prefix, conversion));
    at = field.end;
  }
  addText({ start: at, end: to });
  return parts;
}

function literal(
  span: Span,
  prefix: StringPrefix,
  conversion: Conversion
): Constant {
  const value = decodeString(textOf(span, conversion), prefix);
  return {
    kind: 'Constant',
    type: 'str',
    ...(value === undefined ? {} : { value }),
    ...spanOf(span, conversion)
  };
}

/**
 * A field of an f-string. One that formats its value is an operation on it, so
 * that nobody takes `f'{n:03d}'` for the plain text of `n`.
 */
function convertField(
  node: ConcreteNode,
  prefix: StringPrefix,
  conversion: Conversion
): Expression[] {
  const span = spanOf(node, conversion);
  const written = childOf(node, 'expression');
  let value = conversion.expression(written);
  const conversionFlag = childOf(node, 'type_conversion');
  const format = childOf(node, 'format_specifier');
  const parts: Expression[] = [];
  const equals = node.children.find(
    child => !child.named && child.type === '='
  );
  if (equals) {
    const end = (conversionFlag ?? format)?.start ?? node.end - 1;
    const shown = { start: node.start + 1, end };
    parts.push({
      kind: 'Constant',
      type: 'str',
      value: textOf(shown, conversion),
      ...spanOf(shown, conversion)
    });
  }
  if (conversionFlag || (equals && !format)) {
    value = {
      kind: 'Operation',
      form: 'unary',
      operator: conversionFlag ? textOf(conversionFlag, conversion) : '!r',
      operands: [value],
      ...span
    };
  }
  if (format) {
    const nested = format.children.filter(
      child => child.type === 'format_expression'
    );
    const spec: JoinedString = {
      kind: 'JoinedString',
      parts: interleave(
        format.start + 1,
        format.end,
        nested,
        prefix,
        conversion
      ),
      ...spanOf(format, conversion)
    };
    value = {
      kind: 'Operation',
      form: 'binary',
      operator: ':',
      operands: [value, spec],
      ...span
    };
  }
  parts.push(value);
  return parts;
}
