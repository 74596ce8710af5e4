import type { Candidates } from '../../analysis/dataflow/candidates';
import type { FoundDefinition } from './find-definitions';

/** Which definitions bind which name. */
export class DefinedNames {
  /** In the notebook's order. */
  readonly definitions: FoundDefinition[] = [];
  /** For each name, the places in the list of those that bind it. */
  private readonly places = new Map<string, number[]>();
  /** The places of those that may bind any name: `from m import *`. */
  private readonly stars: number[] = [];

  constructor(definitions: readonly FoundDefinition[] = []) {
    definitions.forEach(each => this.add(each));
  }

  add(definition: FoundDefinition): void {
    const place = this.definitions.push(definition) - 1;
    if (definition.star) {
      this.stars.push(place);
    }
    for (const name of definition.names) {
      const places = this.places.get(name);
      if (places) {
        places.push(place);
      } else {
        this.places.set(name, [place]);
      }
    }
  }

  /** The places of the definitions of a name, without those that may bind any. */
  of(name: string): readonly number[] {
    return this.places.get(name) ?? [];
  }

  /**
   * The definitions that a reader of a name may find, as places: the last one
   * that binds it, and those after it that may bind any name.
   *
   * @param unit - where it is read, and what is seen from there
   * @param end - only the definitions before this place count
   */
  inForce(
    name: string,
    unit: { readonly index: number; readonly candidates: Candidates },
    end = this.definitions.length
  ): number[] {
    const isSeen = (place: number): boolean => {
      const { unit: from } = this.definitions[place];
      return place < end && (from === unit.index || unit.candidates.has(from));
    };
    const [last = -1] = this.of(name).filter(isSeen).slice(-1);
    const stars = this.stars.filter(place => place > last && isSeen(place));
    return last < 0 ? stars : [last, ...stars];
  }
}
