import type { CellAnalyser } from '../analysis/cell-code';
import { normalisedCode } from '../analysis/normalised-code';
import { NotebookRun } from '../analysis/dataflow/notebook-run';
import type { AbstractObject } from '../analysis/dataflow/objects';
import { readTaggedCells } from '../notebook/tagged-cells';
import type { NotebookView } from '../notebook/tagged-notebook';
import type { Analysis } from './analysis';
import { assemble, type CodeOf } from './assemble';
import { checkNotebook } from './checks/check-notebook';
import { findDefinitions } from './definitions/find-definitions';
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
  readonly pipeline: Pipeline;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes the pipeline of a notebook, and says what may be wrong with it. Never throws. */
export function buildPipeline(
  notebook: NotebookView,
  analyser: CellAnalyser
): BuiltPipeline {
  const tagged = readTaggedCells(notebook);
  const units = runUnits(makeUnits(notebook, tagged, analyser), tagged.hasPrev);
  const analysis = analyse(notebook, units);
  const metrics = findMetrics(analysis);
  const codeOf: CodeOf = (cell, part, omit) => {
    const { source } = notebook.cells[cell];
    const whole = { start: 0, end: source.length };
    return normalisedCode(analyser.analyse(source), part ?? whole, omit);
  };
  const pipeline = assemble(analysis, metrics, tagged.settings.name, codeOf);
  return {
    pipeline,
    diagnostics: checkNotebook({
      notebook,
      tagged,
      analysis,
      analyser,
      pipeline
    })
  };
}

function runUnits(units: readonly Unit[], hasPrev: boolean): AnalysedUnit[] {
  const run = new NotebookRun();
  const candidates = findCandidates(units, hasPrev);
  return units.map(unit => ({
    ...unit,
    candidates: candidates[unit.index],
    effects: run.runStep(unit.index, candidates[unit.index], unit.cells)
  }));
}

function analyse(
  notebook: NotebookView,
  units: readonly AnalysedUnit[]
): Analysis {
  const names = new NamesInForce(units);
  const definitions = findDefinitions(units, names);
  const declarations = findDeclarations(units, notebook);
  const restored = definitionObjects(units, definitions);
  const isDefinition = (object: AbstractObject): boolean =>
    restored.has(object);
  const versions = computeVersions(units, names, isDefinition);
  const sources = new Sources(units, versions, definitions, declarations);
  return { units, names, definitions, versions, sources, declarations };
}
