/** Orders between a step that makes code, as a file or by installing it, and those that import it. */
import { isTrusted } from '../analysis/libraries/rules';
import { STANDARD_MODULES } from '../analysis/libraries/standard-library';
import type { FileEffect } from '../analysis/dataflow/effects';
import type { RestoredDefinitions } from './definitions/restored';
import type { UnitOrder } from './orders';
import type { AnalysedUnit } from './unit';

const STANDARD = new Set(STANDARD_MODULES);

/** For each unit, the earlier ones that make what it imports. */
export function findImportOrders(
  units: readonly AnalysedUnit[],
  restored: Pick<RestoredDefinitions, 'usesModule'>
): UnitOrder[][] {
  const orders: UnitOrder[][] = units.map(() => []);
  const first = firstImports(units);
  for (const maker of units) {
    const makes = whatItMakes(maker);
    for (const unit of makes.length > 0 ? units : []) {
      if (!unit.candidates.has(maker.index)) {
        continue;
      }
      // What was imported before is in memory, and stays as it is.
      const imported = [...first]
        .filter(
          ([module, at]) =>
            at >= maker.index &&
            (unit.effects.imports.has(module) ||
              restored.usesModule(unit, module))
        )
        .map(([module]) => module);
      const made = makes.find(each => imported.some(each.isNeededFor));
      if (made) {
        orders[unit.index].push({ from: maker.index, ...made.order });
      }
    }
  }
  return orders;
}

/** For each module that the notebook imports, the first unit that does. */
function firstImports(
  units: readonly AnalysedUnit[]
): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { index, effects } of units) {
    for (const module of effects.imports) {
      if (!first.has(module)) {
        first.set(module, index);
      }
    }
  }
  return first;
}

interface Made {
  readonly order: Omit<UnitOrder, 'from'>;
  isNeededFor(module: string): boolean;
}

function whatItMakes({ effects }: AnalysedUnit): Made[] {
  const made = effects.files
    .filter(each => each.access === 'write')
    .flatMap(madeByFile);
  return effects.installs
    ? [
        {
          order: { reason: 'state', subject: 'installed packages' },
          isNeededFor: module => !STANDARD.has(module.split('.', 1)[0])
        },
        ...made
      ]
    : made;
}

function madeByFile({ path: subject }: FileEffect): Made[] {
  if (subject === undefined) {
    // `!git clone …`: it may be any module that is not known to be installed.
    return [
      { order: { reason: 'file' }, isNeededFor: module => !isTrusted(module) }
    ];
  }
  if (!subject.endsWith('.py')) {
    return [];
  }
  const modules = new Set(modulesOf(subject));
  return [
    {
      order: { reason: 'file', subject },
      isNeededFor: module => modules.has(module)
    }
  ];
}

/**
 * The modules that a file may be, or be a part of: `src/shop/prices.py` is
 * `src.shop.prices`, or `shop.prices` where `src` is on the path, and a part of `shop`.
 */
function modulesOf(path: string): string[] {
  const parts = path
    .replace(/\.py$/, '')
    .split('/')
    .filter(each => each !== '' && each !== '__init__');
  return parts.flatMap((_, from) =>
    parts.slice(from).map((_, i) => parts.slice(from, from + i + 1).join('.'))
  );
}
