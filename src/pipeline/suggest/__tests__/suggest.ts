import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { Outline } from '../../__tests__/outline';
import { buildPipeline } from '../../build';
import { withRoles } from '../roles';
import { suggestSteps } from '../suggest-steps';
import type { Suggestion } from '../suggestion';

/** A notebook with what is suggested for it. */
export class Suggested {
  readonly suggestion: Suggestion;
  readonly outline: Outline;
  readonly untagged: Outline;

  constructor(
    readonly notebook: NotebookView,
    analyser: CellAnalyser
  ) {
    this.suggestion = suggestSteps(notebook, analyser);
    const view = withRoles(
      notebook,
      new Map(this.suggestion.map(({ cell, role }) => [cell, role]))
    );
    this.outline = new Outline(buildPipeline(view, analyser), view);
    this.untagged = new Outline(buildPipeline(notebook, analyser), notebook);
  }

  /** `load 3 4`: a step with its cells; `(skip) 6`: a cell that is something else. */
  get roles(): string[] {
    const lines: string[] = [];
    let above = -1;
    for (const { cell, role } of this.suggestion) {
      if (role.kind === 'none' && above >= 0) {
        lines[above] += ` ${cell}`;
      } else {
        const name = role.kind === 'step' ? role.name : `(${role.kind})`;
        const length = lines.push(`${name} ${cell}`);
        above = role.kind === 'skip' ? above : length - 1;
      }
    }
    return lines;
  }

  /** `a after b c`, for each step. */
  get graph(): string[] {
    return this.outline.built.pipeline.steps.map(({ id, after }) =>
      [id, ...(after.length > 0 ? ['after', ...after] : [])].join(' ')
    );
  }

  reason(cell: number): string | undefined {
    return this.suggestion.find(each => each.cell === cell)?.reason;
  }
}

export async function createAnalyser(): Promise<CellAnalyser> {
  return new CellAnalyser(await loadParser());
}
