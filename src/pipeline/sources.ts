import { lastSeen, type Candidates } from '../analysis/dataflow/candidates';
import { NOTHING, reachable } from '../analysis/dataflow/objects';
import type { Span } from '../analysis/syntax/tree';
import { DefinedNames } from './definitions/defined-names';
import type { FoundDefinition } from './definitions/find-definitions';
import type { Declaration } from './parameters';
import type { AnalysedUnit } from './unit';
import type { Versions } from './versions';

/** What a name that a unit reads comes from. */
export type Source =
  | { readonly kind: 'step'; readonly unit: number }
  | { readonly kind: 'parameter'; readonly unit: number }
  | {
      readonly kind: 'definition';
      readonly unit: number;
      readonly definition: number;
    };

/** Answers where each input of each unit comes from. */
export class Sources {
  /** For each name, the units that bind it or make a version of it, in order. */
  private readonly makers = new Map<string, number[]>();
  private readonly definitions: DefinedNames;

  constructor(
    private readonly units: readonly AnalysedUnit[],
    versions: Versions,
    definitions: readonly FoundDefinition[],
    private readonly declarations: readonly Declaration[]
  ) {
    for (const unit of units) {
      const names = new Set([
        ...unit.effects.binds.keys(),
        ...versions.outputs[unit.index]
      ]);
      for (const name of names) {
        const known = this.makers.get(name);
        if (known) {
          known.push(unit.index);
        } else {
          this.makers.set(name, [unit.index]);
        }
      }
    }
    this.definitions = new DefinedNames(definitions);
  }

  /** The unit from which `unit` would take a name, if any candidate has it. */
  maker(name: string, candidates: Candidates): AnalysedUnit | undefined {
    const maker = lastSeen(this.makersOf(name), candidates);
    return maker === undefined ? undefined : this.units[maker];
  }

  /** All units that make a version of a name, in the notebook's order. */
  makersOf(name: string): readonly number[] {
    return this.makers.get(name) ?? [];
  }

  of(name: string, unit: AnalysedUnit): Source | undefined {
    const maker = this.maker(name, unit.candidates);
    const binding = maker?.effects.binds.get(name);
    const isGone =
      binding?.certain && binding.deleted && binding.value.size === 0;
    if (!maker || isGone) {
      return undefined;
    }
    return this.madeBy(name, maker);
  }

  private madeBy(name: string, maker: AnalysedUnit): Source {
    const binding = maker.effects.binds.get(name);
    if (binding?.only) {
      const { place } = binding;
      const stands = (each: { cell: number; span: Span }): boolean =>
        each.cell === place.cell &&
        each.span.start <= place.span.start &&
        place.span.end <= each.span.end;
      const definition = this.definitions
        .of(name)
        .find(index => stands(this.definitions.definitions[index]));
      if (definition !== undefined) {
        return { kind: 'definition', unit: maker.index, definition };
      }
      const parameters = this.declarations.map(each => each.parameter);
      if (
        parameters.some(each => each.name === name && stands(each)) &&
        !isEntangled(name, maker)
      ) {
        return { kind: 'parameter', unit: maker.index };
      }
    }
    return { kind: 'step', unit: maker.index };
  }
}

/** Whether the cell that declares a parameter also changes its value, or keeps it in another variable. */
function isEntangled(name: string, { effects }: AnalysedUnit): boolean {
  const value = effects.binds.get(name)?.value ?? NOTHING;
  const others = [...effects.binds].flatMap(([other, binding]) =>
    other === name ? [] : [...binding.value]
  );
  const reached = reachable(new Set(others));
  return [...value].some(
    object => effects.mutated.has(object) || reached.has(object)
  );
}
