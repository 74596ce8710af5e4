import { CellAnalyser } from '../../analysis/cell-code';
import { loadParser } from '../../analysis/syntax/__tests__/load-parser';
import { code, notebook, text } from '../../notebook/__tests__/views';
import type { JsonObject } from '../../notebook/json/value';
import type { NotebookView } from '../../notebook/tagged-notebook';
import { buildPipeline, type BuiltPipeline } from '../build';

/** A code cell: its tags, parted by blanks, and its source. With the tag `markdown` in front it is text. */
export type Cell = readonly [
  tags: string,
  source: string,
  metadata?: JsonObject
];

export function notebookOf(cells: readonly Cell[]): NotebookView {
  return notebook(
    ...cells.map(([tags, source, metadata]) =>
      /^markdown\b/.test(tags)
        ? text(source, tags.slice('markdown'.length))
        : code(source, tags, metadata)
    )
  );
}

/** What was built, in words that fit into a table of expectations. */
export class Outline {
  constructor(
    readonly built: BuiltPipeline,
    readonly notebook: NotebookView
  ) {}

  /** `a 0,2`: each step with its cells. */
  get steps(): string[] {
    return this.built.pipeline.steps.map(
      ({ id, cells }) => `${id} ${cells.map(each => each.cell).join(',')}`
    );
  }

  /** `b.x <- a`: who takes which variable from whom. */
  get flows(): string[] {
    return this.built.pipeline.steps.flatMap(({ id, reads }) =>
      reads.map(({ name, from }) => `${id}.${name} <- ${from}`)
    );
  }

  /** `b < a`: direct edges, for whatever reason. */
  get edges(): string[] {
    return this.built.pipeline.steps.flatMap(({ id, after }) =>
      after.map(from => `${from} < ${id}`)
    );
  }

  /** `a < b: file out.csv`: edges without a variable. */
  get orders(): string[] {
    return this.built.pipeline.steps.flatMap(({ id, orders }) =>
      orders.map(
        ({ from, reason, subject }) =>
          `${from} < ${id}: ${reason}${subject === undefined ? '' : ` ${subject}`}`
      )
    );
  }

  /** `b.random <- a`: who takes which module state from whom. */
  get states(): string[] {
    return this.built.pipeline.steps.flatMap(({ id, states }) =>
      states.map(({ state, from }) => `${id}.${state} <- ${from}`)
    );
  }

  /** `function f`, `setting np.random…`: what can be made again from source. */
  get definitions(): string[] {
    return this.built.pipeline.definitions.map(
      ({ kind, names, cell, span }) =>
        `${kind} ${names.join(',') || this.text(cell, span)}`
    );
  }

  /** The definitions that are restored for a step. */
  restored(id: string): string[] {
    const step = this.built.pipeline.steps.find(each => each.id === id);
    return (step?.definitions ?? []).map(index => this.definitions[index]);
  }

  /** `f needs g`: which definition is restored before which. */
  get needs(): string[] {
    const { definitions } = this.built.pipeline;
    const label = (index: number): string =>
      this.definitions[index].replace(/^\w+ /, '');
    return definitions.flatMap(({ needs }, index) =>
      needs.map(need => `${label(index)} needs ${label(need)}`)
    );
  }

  /** `n: int = 3` */
  get parameters(): string[] {
    return this.built.pipeline.parameters.map(
      each => `${each.name}: ${each.type} = ${each.default}`
    );
  }

  /** `a takes n`: which steps take which parameters. */
  get taken(): string[] {
    return this.built.pipeline.steps.flatMap(({ id, parameters }) =>
      parameters.map(name => `${id} takes ${name}`)
    );
  }

  /** `warning unknown-name 1: x`: severity, code, cell, the source it stands on. */
  get told(): string[] {
    return this.built.diagnostics.map(
      ({ severity, code, cell, range }) =>
        `${severity} ${code} ${cell ?? 'notebook'}` +
        (cell !== undefined && range ? `: ${this.text(cell, range)}` : '')
    );
  }

  get messages(): string[] {
    return this.built.diagnostics.map(each => each.message);
  }

  private text(cell: number, { start, end }: { start: number; end: number }) {
    return this.notebook.cells[cell].source.slice(start, end);
  }
}

export type Build = (...cells: readonly Cell[]) => Outline;

/** Makes a function that builds the pipeline of cells. */
export async function createBuild(): Promise<Build> {
  const analyser = new CellAnalyser(await loadParser());
  return (...cells) => {
    const view = notebookOf(cells);
    return new Outline(buildPipeline(view, analyser), view);
  };
}
