import { interpolations } from '../../analysis/ipython/interpolation';
import { pythonString } from './python-text';

/**
 * A line that IPython fills in, `ls {folder} $name`, as a Python expression.
 * A line of which any part cannot be filled in stays as it is: `echo $HOME`.
 *
 * @param isName - whether the notebook has a variable of that name
 */
export function commandExpression(
  line: string,
  isName: (name: string) => boolean
): string {
  const spans = interpolations(line) ?? [];
  const fields = spans.map(({ start, end }) => line.slice(start, end));
  const known = fields.every(field => {
    const [first] = /^[^\W\d]\w*/.exec(field.trim()) ?? [];
    return first !== undefined && isName(first);
  });
  if (spans.length === 0 || !known) {
    return pythonString(line);
  }
  const parts: { text: string; field?: string }[] = [];
  let at = 0;
  spans.forEach(({ start, end }, i) => {
    const sign = line.charAt(start - 1);
    parts.push({ text: line.slice(at, start - 1), field: fields[i] });
    at = sign === '{' ? line.indexOf('}', end) + 1 : end;
  });
  parts.push({ text: line.slice(at) });
  const plain = fields.every(field => /^[\w.[\]]+$/.test(field));
  return plain ? formatted(parts) : joined(parts);
}

interface Part {
  readonly text: string;
  readonly field?: string;
}

function formatted(parts: readonly Part[]): string {
  const inner = parts.map(({ text, field }) => {
    const escaped = pythonString(literal(text)).slice(1, -1);
    const braced = escaped.replace(/[{}]/g, '$&$&');
    return braced + (field === undefined ? '' : `{${field}}`);
  });
  return `f"${inner.join('')}"`;
}

function joined(parts: readonly Part[]): string {
  return parts
    .flatMap(({ text, field }) => [
      ...(text === '' ? [] : [pythonString(literal(text))]),
      ...(field === undefined ? [] : [`str(${field})`])
    ])
    .join(' + ');
}

/** What IPython makes of text between fields. */
function literal(text: string): string {
  return text
    .replaceAll('{{', '{')
    .replaceAll('}}', '}')
    .replace(/\$(\$[\p{L}\p{N}_.]+)/gu, '$1');
}
