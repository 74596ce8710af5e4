import type { Place } from '../../analysis/dataflow/objects';
import type { Diagnostic } from '../diagnostic';
import { runAfter } from '../fixes/order-fixes';
import { conflict } from '../orders';
import type { AnalysedUnit } from '../unit';
import { diagnosticAt, type Check, type CheckContext } from './context';

/**
 * Where `prev:` makes branches that Run All would not: a step reads a
 * variable or file that a step above it, but not before it, has changed.
 */
export const checkBranches: Check = context =>
  context.tagged.hasPrev
    ? context.analysis.units.flatMap(unit => [
        ...checkVariables(context, unit),
        ...checkFiles(context, unit)
      ])
    : [];

function checkVariables(
  context: CheckContext,
  unit: AnalysedUnit
): Diagnostic[] {
  const { units, sources, versions, names } = context.analysis;
  return [...versions.inputs[unit.index]].flatMap(name => {
    const source = sources.of(name, unit);
    if (!source || source.kind === 'definition') {
      return [];
    }
    const objects = names.reachedBefore(name, unit);
    const unseen = units
      .slice(source.unit + 1, unit.index)
      .filter(
        other =>
          !unit.candidates.has(other.index) &&
          (other.effects.binds.has(name) ||
            [...objects].some(object => other.effects.mutated.has(object)))
      );
    const seen = units.filter(
      other =>
        unit.candidates.has(other.index) &&
        other.index !== source.unit &&
        !units[source.unit].candidates.has(other.index) &&
        versions.outputs[other.index].has(name)
    );
    const place = unit.effects.reads.get(name)?.place ?? placeOf(unit);
    const taken = units[source.unit].name;
    if (unseen.length > 0) {
      const last = unseen[unseen.length - 1].name;
      return [
        differ(
          context,
          place,
          `${unit.name} takes ${name} from ${taken}. In Run All it would be as ${last} left it, but ${unit.name} does not wait for ${last}. Let it run after ${last}, or use another name there.`,
          unit,
          last
        )
      ];
    }
    return seen.length > 0
      ? [
          diagnosticAt(
            place,
            'warning',
            'two-writers',
            `${name} is made in ${seen.map(each => each.name).join(', ')} and in ${taken}, on different branches. ${unit.name} takes it from ${taken}; what the others did to it is lost. Let ${taken} run after them, or use other names.`,
            () =>
              runAfter(context, taken, [
                ...new Set(seen.map(each => each.name))
              ])
          )
        ]
      : [];
  });
}

function placeOf(unit: AnalysedUnit): Place {
  return { cell: unit.cells[0].cell, span: { start: 0, end: 0 } };
}

function differ(
  context: CheckContext,
  place: Place,
  message: string,
  unit: AnalysedUnit,
  before: string
): Diagnostic {
  return diagnosticAt(place, 'warning', 'branches-differ', message, () =>
    runAfter(context, unit.name, [before])
  );
}

function checkFiles(context: CheckContext, unit: AnalysedUnit): Diagnostic[] {
  return context.analysis.units
    .slice(0, unit.index)
    .filter(
      other =>
        !unit.candidates.has(other.index) && !other.candidates.has(unit.index)
    )
    .flatMap(other => {
      for (const mine of unit.effects.files) {
        const theirs = other.effects.files.find(
          file =>
            file.path !== undefined &&
            mine.path !== undefined &&
            conflict(file, mine)
        );
        if (theirs) {
          return [
            differ(
              context,
              mine.place,
              `Steps ${other.name} and ${unit.name} both use ${mine.path || '.'}, and may do so at the same time. Let ${unit.name} run after ${other.name}, or use different files.`,
              unit,
              other.name
            )
          ];
        }
      }
      return [];
    });
}
