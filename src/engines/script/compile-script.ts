/** A notebook as one Python script: its cells in order, with nothing of Cellway. */
import type { CellAnalyser } from '../../analysis/cell-code';
import { readTaggedCells } from '../../notebook/tagged-cells';
import type {
  NotebookView,
  TaggedNotebook
} from '../../notebook/tagged-notebook';
import type { BuiltPipeline } from '../../pipeline/build';
import type { Diagnostic } from '../../pipeline/diagnostic';
import { checkForScript } from './check';
import { deletions } from './excluded';
import { findDrawing } from './figures';
import { argumentReader } from './parameters';
import { Prelude } from './prelude';
import { comment } from './python-text';
import { futuresOf, translateCell } from './translate-cell';

export interface Script {
  /** Absent where the notebook does something that a script cannot. */
  readonly text?: string;
  /** What that is, and what it leaves out. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Run from top to bottom in the folder of the notebook, the script gives what
 * Run All gives. Parameters are options of its command line, text cells are
 * comments. What a step does not pass on, the script deletes when it ends.
 *
 * @param file - the name of the notebook's file
 */
export function compileScript(
  file: string,
  notebook: NotebookView,
  built: BuiltPipeline,
  analyser: CellAnalyser
): Script {
  const tagged = readTaggedCells(notebook);
  const diagnostics = built.diagnostics.filter(
    ({ severity, code }) => severity === 'error' || code === 'output-history'
  );
  const tell = (cell: number, message: string, range?: Diagnostic['range']) => {
    diagnostics.push({
      severity: 'error',
      code: 'not-in-script',
      message,
      cell,
      ...(range && { range: { start: range.start, end: range.end } }),
      fixes: []
    });
  };
  for (const { kind, head, name } of tagged.blocks) {
    if (kind === 'notebook') {
      tell(
        head,
        `The notebook ${name ?? ''} runs in place of this cell, which a script cannot. Compile it by itself.`
      );
    }
  }
  const sections = new Sections(file, notebook, built, analyser, tell);
  const text = sections.write(tagged);
  return diagnostics.length > 0
    ? { diagnostics }
    : { text, diagnostics: checkForScript(built.pipeline, tagged.settings) };
}

class Sections {
  private readonly prelude: Prelude;
  private readonly names: ReadonlySet<string>;
  private readonly argumentsName: string;

  constructor(
    private readonly file: string,
    private readonly notebook: NotebookView,
    private readonly built: BuiltPipeline,
    private readonly analyser: CellAnalyser,
    private readonly tell: (
      cell: number,
      message: string,
      range?: Diagnostic['range']
    ) => void
  ) {
    const sources = this.codeUpTo(notebook.cells.length);
    this.prelude = new Prelude(sources);
    this.names = boundNames(sources, analyser);
    this.argumentsName = this.prelude.freeName('arguments');
  }

  write(tagged: TaggedNotebook): string {
    const labels = labelsOf(tagged);
    const draws = findDrawing(this.notebook, this.built.pipeline.definitions);
    const deleting = deletions(
      this.built.pipeline,
      this.notebook,
      this.analyser
    );
    const cells: string[] = [];
    const futures = new Set<string>();
    let section: string | undefined;
    this.notebook.cells.forEach(({ type, source }, cell) => {
      const label = labels.get(cell);
      if (source.trim() === '') {
        return;
      }
      if (type !== 'code' || label === 'skip') {
        const what = type === 'code' ? 'skipped' : `[${type}]`;
        cells.push(`# %% ${what}\n${comment(source.trimEnd())}`);
        return;
      }
      futuresOf(source, this.analyser).forEach(each => futures.add(each));
      const lines = [
        label === section ? '# %%' : `# %% ${label ?? ''}`.trimEnd(),
        this.translate(source, cell)
      ];
      section = label;
      if (acts(source, this.analyser) && draws(source)) {
        lines.push(`${this.prelude.use('show_figures')}()`);
      }
      const deletion = deleting.get(cell);
      if (deletion !== undefined) {
        lines.push(deletion);
      }
      cells.push(lines.join('\n'));
    });
    return `${this.top(futures).join('\n\n')}\n\n\n${cells.join('\n\n')}\n`;
  }

  private codeUpTo(cell: number): string[] {
    return this.notebook.cells
      .filter((each, index) => each.type === 'code' && index <= cell)
      .map(each => each.source);
  }

  private translate(source: string, cell: number): string {
    const { parameters } = this.built.pipeline;
    return translateCell(source, {
      analyser: this.analyser,
      prelude: this.prelude,
      argumentsName: this.argumentsName,
      bindsDisplay: boundNames(this.codeUpTo(cell), this.analyser).has(
        'display'
      ),
      parameters: parameters.filter(each => each.cell === cell),
      isName: name => this.names.has(name),
      tell: (message, range) => this.tell(cell, message, range)
    });
  }

  private top(futures: ReadonlySet<string>): string[] {
    const { parameters } = this.built.pipeline;
    const script = this.file.replace(/(\.ipynb)?$/, '.py');
    const header = [
      `The code of ${this.file}, from top to bottom, as 'cellway compile --engine script'`,
      'wrote it. It needs nothing of Cellway. Run it in the folder of the notebook:',
      '',
      `    python ${script}${parameters.length > 0 ? ' --help' : ''}`
    ];
    const reader = this.prelude.freeName('read_arguments');
    return [
      `#!/usr/bin/env python3\n${comment(header.join('\n'))}`,
      ...(futures.size > 0
        ? [`from __future__ import ${[...futures].join(', ')}`]
        : []),
      ...this.prelude.definitions().map(each => `\n${each}`),
      ...(parameters.length > 0
        ? [
            `\n${argumentReader(reader, parameters)}`,
            `\n${this.argumentsName} = ${reader}()`
          ]
        : [])
    ];
  }
}

/** Whether a cell does more than to define functions and classes, and to import. */
function acts(source: string, analyser: CellAnalyser): boolean {
  return analyser
    .analyse(source)
    .tree.body.some(
      ({ kind }) => !/^(Import|ImportFrom|FunctionDef|ClassDef)$/.test(kind)
    );
}

/** For each code cell, what it belongs to: a step by its name, else a kind of cell. */
function labelsOf({ blocks }: TaggedNotebook): Map<number, string> {
  const labels = new Map<number, string>();
  for (const { kind, name, cells } of blocks) {
    for (const cell of cells) {
      labels.set(cell, kind === 'step' ? `step: ${name ?? ''}` : kind);
    }
  }
  return labels;
}

/** All names that any cell binds at its top level. */
function boundNames(
  sources: readonly string[],
  analyser: CellAnalyser
): Set<string> {
  const names = new Set<string>();
  for (const source of sources) {
    for (const symbol of analyser
      .analyse(source)
      .scopes.module.symbols.values()) {
      if (symbol.assigned) {
        names.add(symbol.name);
      }
    }
  }
  return names;
}
