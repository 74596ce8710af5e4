import type { CellAnalyser } from '../analysis/cell-code';
import { normalisedCode } from '../analysis/normalised-code';
import { NotebookRun } from '../analysis/dataflow/notebook-run';
import { readTaggedCells } from '../notebook/tagged-cells';
import type { NotebookView, TaggedNotebook } from '../notebook/tagged-notebook';
import type { Analysis } from './analysis';
import { assemble, type CodeOf } from './assemble';
import { checkNotebook } from './checks/check-notebook';
import { withoutExcluded } from './excluded';
import {
  findDefinitions,
  type FoundDefinition
} from './definitions/find-definitions';
import { definitionObjects } from './definitions/needs';
import type { Diagnostic } from './diagnostic';
import { findCandidates, makeUnits } from './make-units';
import { findMetrics } from './metrics';
import type { Pipeline } from './model';
import { NamesInForce } from './names-in-force';
import { findDeclarations } from './parameters';
import { Sources } from './sources';
import type { AnalysedUnit, Unit } from './unit';
import { computeVersions } from './versions';

export interface BuiltPipeline {
  /** What the pipeline was made of. */
  readonly tagged: TaggedNotebook;
  readonly pipeline: Pipeline;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes the pipeline of a notebook, and says what may be wrong with it. Never throws. */
export function buildPipeline(
  notebook: NotebookView,
  analyser: CellAnalyser
): BuiltPipeline {
  return new PipelineBuilder(analyser).build(notebook);
}

/**
 * Makes the pipeline of a notebook again and again while it is edited: of the
 * steps that no edit has touched it keeps what it knows.
 */
export class PipelineBuilder {
  private readonly run = new NotebookRun();

  constructor(private readonly analyser: CellAnalyser) {}

  /** As `buildPipeline`, which gives the same. */
  build(notebook: NotebookView): BuiltPipeline {
    const { analyser } = this;
    const tagged = readTaggedCells(notebook);
    const units = makeUnits(notebook, tagged, analyser);
    const analysis = analyse(notebook, this.runUnits(units, tagged.hasPrev));
    const metrics = findMetrics(analysis);
    const codeOf: CodeOf = (cell, part, omit) => {
      const { source } = notebook.cells[cell];
      const whole = { start: 0, end: source.length };
      return normalisedCode(analyser.analyse(source), part ?? whole, omit);
    };
    const pipeline = assemble(analysis, metrics, tagged.settings.name, codeOf);
    const context = { notebook, tagged, analysis, analyser, pipeline };
    return { tagged, pipeline, diagnostics: checkNotebook(context) };
  }

  private runUnits(units: readonly Unit[], hasPrev: boolean): AnalysedUnit[] {
    const candidates = findCandidates(units, hasPrev);
    const seeing = units.map(unit => ({
      ...unit,
      candidates: candidates[unit.index]
    }));
    const effects = this.run.run(seeing);
    return seeing.map(unit => ({
      ...unit,
      effects: withoutExcluded(unit, effects[unit.index])
    }));
  }
}

function analyse(
  notebook: NotebookView,
  units: readonly AnalysedUnit[]
): Analysis {
  const names = new NamesInForce(units);
  const definitions = findDefinitions(units, names);
  const declarations = findDeclarations(units, notebook);
  const definitionsIn = byCell(definitions);
  const made = definitionObjects(units, definitions);
  const versions = computeVersions(units, names, made);
  const sources = new Sources(units, versions, definitions, declarations);
  return {
    units,
    names,
    definitions,
    definitionsIn,
    made,
    versions,
    sources,
    declarations
  };
}

function byCell(
  definitions: readonly FoundDefinition[]
): Map<number, FoundDefinition[]> {
  const found = new Map<number, FoundDefinition[]>();
  for (const definition of definitions) {
    const known = found.get(definition.cell);
    if (known) {
      known.push(definition);
    } else {
      found.set(definition.cell, [definition]);
    }
  }
  return found;
}
