/** The source of a cell as plain Python. */
import type { CellAnalyser } from '../../analysis/cell-code';
import { normalised } from '../../analysis/ipython/cell';
import type {
  Escape,
  Expression,
  ImportFrom,
  Span,
  Statement
} from '../../analysis/syntax/tree';
import { walk, type SyntaxNode } from '../../analysis/syntax/walk';
import type { Parameter } from '../../pipeline/model';
import { droppedText, translateEscape, type EscapeContext } from './escapes';
import { takesArguments } from './parameters';
import { pythonString } from './python-text';

export interface CellContext extends EscapeContext {
  readonly analyser: CellAnalyser;
  /** Parameters that the cell declares, and the variable that has their values. */
  readonly parameters: readonly Parameter[];
  readonly argumentsName: string;
  /** Whether this cell or one above binds `display`, which else is the notebook's own. */
  readonly bindsDisplay: boolean;
  tell(message: string, range: Span): void;
}

interface Replacement extends Span {
  readonly text: string;
}

/** @param shows - whether the value of the last line is shown */
export function translateCell(
  source: string,
  context: CellContext,
  shows = true
): string {
  const { tree } = context.analyser.analyse(source);
  const text = normalised(source);
  tellImpossible(tree.body, text, context);
  const last = tree.body.at(-1);
  const replacements = [
    ...escapesIn(tree.body).map(each =>
      replaceEscape(each, text, context, shows && isIn(each, last))
    ),
    ...replaceParameters(context.parameters, context.argumentsName),
    ...tree.body.filter(isFuture).map(each => replaceFuture(each, text)),
    ...(last && shows ? showLast(last, text, context) : [])
  ].sort((a, b) => a.start - b.start);
  let result = '';
  let at = 0;
  for (const { start, end, text: by } of replacements) {
    result += text.slice(at, start) + by;
    at = end;
  }
  return (result + text.slice(at)).replace(/^\f+/gm, '').trimEnd();
}

/** IPython's lines and cells, the outer ones of those in each other. */
function escapesIn(body: readonly Statement[]): Escape[] {
  const found = new Map<number, Escape>();
  walk(body, node => {
    if (node.kind === 'Escape') {
      found.set(node.start, node);
    }
  });
  const all = [...found.values()].sort((a, b) => a.start - b.start);
  return all.filter(
    each => !all.some(other => other !== each && isIn(each, other))
  );
}

function isIn(inner: Span, outer: Span | undefined): boolean {
  return (
    outer !== undefined && outer.start <= inner.start && inner.end <= outer.end
  );
}

function replaceEscape(
  escape: Escape,
  source: string,
  context: CellContext,
  shows: boolean
): Replacement {
  const { start, end } = escape;
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const before = source.slice(lineStart, start);
  const isValue = before.trim() !== '';
  const written = source.slice(start, end);
  const translation = translateEscape(escape, written, isValue, context);
  if ('impossible' in translation) {
    context.tell(translation.impossible, escape);
    return { start, end, text: written };
  }
  if ('runs' in translation) {
    const inner = { ...context, parameters: [] };
    return { start, end, text: translateCell(translation.runs, inner, shows) };
  }
  if ('code' in translation) {
    return { start, end, text: translation.code };
  }
  const left = droppedText(translation.dropped);
  return { start, end, text: before === '' ? left : `pass  ${left}` };
}

function replaceParameters(
  parameters: readonly Parameter[],
  from: string
): Replacement[] {
  const byStatement = new Map<number, Parameter[]>();
  for (const each of parameters) {
    const together = byStatement.get(each.span.start) ?? [];
    byStatement.set(each.span.start, [...together, each]);
  }
  return [...byStatement.values()].map(declared => ({
    ...declared[0].span,
    text: takesArguments(declared, from)
  }));
}

function isFuture(statement: Statement): statement is ImportFrom {
  return statement.kind === 'ImportFrom' && statement.module === '__future__';
}

/** They have to stand at the top of a script, and are put there. */
function replaceFuture({ start, end }: Span, source: string): Replacement {
  const rest = /^[^\n]*/.exec(source.slice(end))?.[0] ?? '';
  const text = rest.trim() === '' ? `# ${source.slice(start, end)}` : 'pass';
  return { start, end, text };
}

/** The features of the language that a cell asks for by `from __future__ import`. */
export function futuresOf(source: string, analyser: CellAnalyser): string[] {
  return analyser
    .analyse(source)
    .tree.body.filter(isFuture)
    .flatMap(({ names }) =>
      names === 'all' ? [] : names.map(each => each.name)
    );
}

/** A notebook shows the value of the last line of a cell, unless a semicolon ends it. */
function showLast(
  last: Statement,
  source: string,
  { prelude }: CellContext
): Replacement[] {
  if (last.kind !== 'ExpressionStatement' || isSilent(last.value)) {
    return [];
  }
  const { start, end } = last;
  if (/^\s*;/.test(source.slice(end))) {
    return [];
  }
  const text = source.slice(start, end);
  const value = last.value.kind === 'Collection' ? `(${text})` : text;
  return [{ start, end, text: `${prelude.use('show_value')}(${value})` }];
}

/** Whether an expression certainly gives None, or is no Python. */
function isSilent(value: Expression): boolean {
  if (value.kind !== 'Call') {
    return value.kind === 'Escape';
  }
  const { callee } = value;
  return callee.kind === 'Name'
    ? callee.id === 'print' || callee.id === 'display'
    : callee.kind === 'Attribute' && callee.attribute === 'show';
}

function tellImpossible(
  body: readonly Statement[],
  source: string,
  { tell, prelude, bindsDisplay }: CellContext
): void {
  walk(body, node => {
    if (node.kind === 'Name' && node.id === 'get_ipython') {
      tell(
        'get_ipython() is there only in a notebook. Write this cell without it.',
        node
      );
    }
    if (node.kind === 'Name' && node.id === 'display' && !bindsDisplay) {
      prelude.use('display');
    }
    if (node.kind === 'Call' && /[,;/]/.test(source.charAt(node.start))) {
      tell(
        `A line that starts with ${pythonString(source.charAt(node.start))} is not Python. Write the call with brackets.`,
        node
      );
    }
  });
  walk(body, node => {
    if (waits(node, source)) {
      tell(
        'This waits outside of a function, which only a notebook can. Put it into a function, and run that with asyncio.run().',
        node
      );
    }
    return node.kind !== 'FunctionDef' && node.kind !== 'Lambda';
  });
}

function waits(node: SyntaxNode, source: string): boolean {
  const written = source.slice(node.start, node.end);
  switch (node.kind) {
    case 'Suspension':
      return node.form === 'await';
    case 'For':
    case 'With':
      return /^async\b/.test(written);
    case 'Comprehension':
      return /\basync\s+for\b/.test(written);
    default:
      return false;
  }
}
