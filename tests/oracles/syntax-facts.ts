/**
 * Says what the analysis finds in Python files or in cells, for comparison with
 * CPython and IPython: reads one JSON object a line, `{path, details}` or
 * `{source, details}`, and writes one a line.
 *
 * Called with the addresses of the two WebAssembly modules.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { moduleNames } from '../../src/analysis/scopes/__tests__/module-names/module-names';
import { resolveScopes } from '../../src/analysis/scopes/resolve';
import type { Scope, ScopeSymbol } from '../../src/analysis/scopes/scope';
import { createParser } from '../../src/analysis/syntax/parser';
import type { Escape, SyntaxTree } from '../../src/analysis/syntax/tree';
import type { SyntaxNode } from '../../src/analysis/syntax/walk';
import { walk } from '../../src/analysis/syntax/walk';

/** Lines and columns of offsets, from 1 and from 0. */
class Positions {
  private readonly starts = [0];

  constructor(source: string) {
    for (const { index } of source.matchAll(/\r\n?|\n/g)) {
      const after = source.startsWith('\r\n', index) ? 2 : 1;
      this.starts.push(index + after);
    }
  }

  line(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  column(offset: number): number {
    return offset - this.starts[this.line(offset) - 1];
  }
}

/** The facts of a symbol as one number; test_symtable.py makes the same. */
function flags(symbol: ScopeSymbol): number {
  const { assigned, referenced, parameter, imported, declared } = symbol;
  const facts = [assigned, referenced, parameter, imported, declared];
  const place = { local: 0, global: 1, free: 2 }[symbol.place];
  return facts.reduce(
    (sum, fact, bit) => sum + (fact ? 1 << bit : 0),
    place << facts.length
  );
}

function scopeFacts(scope: Scope): unknown[] {
  const symbols = [...scope.symbols].map(([name, symbol]) => [
    name,
    flags(symbol)
  ]);
  return [
    scope.kind,
    scope.name,
    Object.fromEntries(symbols),
    scope.children.map(scopeFacts)
  ];
}

/** Where names and plain strings stand; in f-strings older Pythons do not know. */
function details(tree: SyntaxTree, at: Positions): object {
  const names: unknown[] = [];
  const strings: unknown[] = [];
  const captures = new Set<SyntaxNode>();
  walk(tree.body, node => {
    const { kind, start } = node;
    if (kind === 'Match') {
      // What a pattern captures has no place of its own in `ast`.
      for (const { pattern } of node.cases) {
        pattern.captures.forEach(capture => captures.add(capture));
      }
    } else if (kind === 'Name' && !captures.has(node)) {
      names.push([at.line(start), at.column(start), node.id]);
    } else if (kind === 'Constant' && node.type === 'str') {
      strings.push([at.line(start), at.column(start), node.value ?? null]);
    }
    return kind !== 'JoinedString';
  });
  return { names, strings };
}

/** IPython's syntax, without what stands in the code that a magic runs. */
function escapes(tree: SyntaxTree): unknown[] {
  const found: Escape[] = [];
  walk(tree.body, node => {
    if (
      node.kind === 'Escape' &&
      !found.some(({ start, end }) => start <= node.start && node.end <= end)
    ) {
      found.push(node);
    }
  });
  return found.map(({ form, name, argument, text, interpolated }) => [
    form,
    name,
    argument,
    text ?? null,
    interpolated.map(({ start, end }) => tree.source.slice(start, end))
  ]);
}

interface Request {
  readonly path?: string;
  readonly source?: string;
  readonly details: boolean;
}

async function main(): Promise<void> {
  const [runtime, language] = process.argv.slice(2);
  const parser = await createParser({
    runtime,
    language: readFileSync(language)
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    const source = request.source ?? readFileSync(request.path ?? '', 'utf8');
    const started = performance.now();
    const tree = parser.parse(source);
    const parsed = performance.now();
    const table = resolveScopes(tree);
    const resolved = performance.now();
    const at = new Positions(source);
    const facts = {
      characters: source.length,
      errors: tree.errors.map(({ start, message }) => [
        at.line(start),
        message
      ]),
      scopes: scopeFacts(table.module),
      statements: tree.body.map(({ kind, start, end }) => [
        kind,
        at.line(start),
        at.line(end - 1)
      ]),
      definitions: moduleNames(tree, table).definitions.map(
        ({ kind, name, span }) => [kind, name, at.line(span.start)]
      ),
      escapes: escapes(tree),
      milliseconds: [parsed - started, resolved - parsed],
      ...(request.details ? details(tree, at) : {})
    };
    process.stdout.write(`${JSON.stringify(facts)}\n`);
  }
}

void main();
