import {
  isBuiltin,
  isHistoryName
} from '../../analysis/libraries/builtin-names';
import type { Read } from '../../analysis/dataflow/effects';
import type { Diagnostic, Fix } from '../diagnostic';
import { isExcluded } from '../excluded';
import { runAfter } from '../fixes/order-fixes';
import { passItOn } from '../fixes/excluding';
import { definingCells, makeSpecial } from '../fixes/special-cells';
import { unknownNameFixes } from '../fixes/unknown-names';
import type { AnalysedUnit } from '../unit';
import { diagnosticAt, type Check, type CheckContext } from './context';

/** Names that a step reads and no step before it binds. */
export const checkNames: Check = context =>
  context.analysis.units.flatMap(unit =>
    [...unit.effects.reads].flatMap(([name, read]) =>
      isUnknown(context, unit, name, read)
        ? [tell(context, unit, name, read)]
        : []
    )
  );

function isUnknown(
  { analysis }: CheckContext,
  unit: AnalysedUnit,
  name: string,
  read: Read
): boolean {
  const { units, sources, names } = analysis;
  if (isBuiltin(name) || (/^__\w+__$/.test(name) && name !== '__file__')) {
    return false;
  }
  const source = sources.maker(name, unit.candidates);
  if (source) {
    const [last] = names.before(name, unit);
    if (isExcluded(source, name)) {
      return true;
    }
    return read.certain && last !== undefined && last.deleted;
  }
  if (!read.certain && !isHistoryName(name)) {
    return false;
  }
  const visible = [unit, ...[...unit.candidates].map(index => units[index])];
  return !visible.some(
    ({ effects }) => effects.stars.length > 0 || effects.opaque !== undefined
  );
}

function tell(
  context: CheckContext,
  unit: AnalysedUnit,
  name: string,
  { place, certain: isRead }: Read
): Diagnostic {
  if (isHistoryName(name)) {
    return diagnosticAt(
      place,
      'warning',
      'output-history',
      `${name} is the notebook's history of outputs, which a step of its own does not have. Give the value a name in the cell that makes it.`
    );
  }
  const { units, sources } = context.analysis;
  const makers = sources.makersOf(name).map(index => units[index]);
  const unseen = makers.find(
    each => each.index < unit.index && !unit.candidates.has(each.index)
  );
  if (unseen) {
    return diagnosticAt(
      place,
      'warning',
      'unknown-name',
      `Step ${unit.name} reads ${name}, which step ${unseen.name} makes, but does not wait for it. Let it run after ${unseen.name}.`,
      () => [
        ...runAfter(context, unit.name, [unseen.name]),
        ...shareDefinition(context, unseen, name)
      ]
    );
  }
  const deleted = sources.maker(name, unit.candidates);
  if (deleted && isExcluded(deleted, name)) {
    return diagnosticAt(
      place,
      isRead ? 'warning' : 'info',
      'unknown-name',
      `${name} ${isRead ? 'is not' : 'may not be'} known here: step ${deleted.name} does not pass it on, as its settings say. Make it again, or pass it on.`,
      () => passItOn(context, name, deleted.name)
    );
  }
  const later = makers.find(each => each.index > unit.index);
  const [why, wayOut] = deleted
    ? [`it is deleted in step ${deleted.name}`, 'Make it again']
    : later
      ? [
          `the first cell that makes it is below, in step ${later.name}`,
          'Move that cell up'
        ]
      : ['no cell above makes it', 'Make it in one, or import it'];
  const deletion = deleted?.effects.binds.get(name);
  const certain = !deletion || (deletion.certain && deletion.value.size === 0);
  return diagnosticAt(
    place,
    certain ? 'warning' : 'info',
    'unknown-name',
    certain
      ? `${name} is not known here: ${why}. ${wayOut}.`
      : `${name} may not be known here: ${why}. ${wayOut}.`,
    () => (deleted ? [] : unknownNameFixes(context, unit, name, place))
  );
}

/** Where what is not seen is a definition, its cell can be there for all. */
function shareDefinition(
  context: CheckContext,
  maker: AnalysedUnit,
  name: string
): Fix[] {
  const { analysis } = context;
  const cell = maker.effects.binds.get(name)?.place.cell;
  const found =
    definingCells(analysis, maker.index) ??
    (cell === undefined
      ? undefined
      : definingCells(analysis, maker.index, [cell]));
  return found?.names.includes(name) ? makeSpecial(context, found) : [];
}
