import type { Analysis } from '../analysis';
import type { AnalysedUnit } from '../unit';
import type { FoundDefinition } from './find-definitions';
import { needsOfDefinitions } from './needs';

/** Which definitions each unit has to find made when it begins. */
export class RestoredDefinitions {
  /** For each definition, the ones that must be restored before it. */
  readonly needs: readonly (readonly number[])[];
  private readonly stars: readonly number[];
  /** Settings, and future imports, which hold for all later cells. */
  private readonly settings: readonly number[];
  private readonly used = new Map<AnalysedUnit, readonly number[]>();
  private readonly modules = new Map<AnalysedUnit, ReadonlySet<string>>();
  /** By the path of an object. */
  private readonly packages = new Map<string, readonly string[]>();

  constructor(private readonly analysis: Analysis) {
    const { units, definitions } = analysis;
    const indices = (is: (each: FoundDefinition) => boolean): number[] =>
      definitions.flatMap((each, index) => (is(each) ? [index] : []));
    this.needs = needsOfDefinitions(units, definitions);
    this.stars = indices(each => each.star);
    this.settings = indices(
      each => each.kind === 'setting' || each.modules.includes('')
    );
  }

  /** What a unit uses, and the settings of the modules that it uses, in order. */
  of(unit: AnalysedUnit): number[] {
    const { definitions } = this.analysis;
    const found = new Set(this.usedBy(unit));
    for (const index of this.settings) {
      const setting = definitions[index];
      if (
        unit.candidates.has(setting.unit) &&
        setting.modules.some(each => this.usesModule(unit, each))
      ) {
        found.add(index);
        this.needs[index].forEach(need => found.add(need));
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /**
   * Whether a unit has to do with a module: it imports it, or reads a value
   * that the module made. Every unit has to do with ''.
   */
  usesModule(unit: AnalysedUnit, module: string): boolean {
    let used = this.modules.get(unit);
    if (!used) {
      this.modules.set(unit, (used = this.findModules(unit)));
    }
    return module === '' || used.has(module);
  }

  private findModules(unit: AnalysedUnit): Set<string> {
    const { definitions, versions, names } = this.analysis;
    const imports = [
      ...this.usedBy(unit).map(index => definitions[index]),
      ...definitions.filter(each => each.unit === unit.index)
    ].filter(each => each.kind === 'import');
    const paths = new Set(imports.flatMap(each => each.modules));
    for (const name of versions.inputs[unit.index]) {
      for (const { path } of names.reachedBefore(name, unit)) {
        paths.add(path);
      }
    }
    const modules = new Set<string>();
    for (const path of paths) {
      this.packagesOf(path).forEach(each => modules.add(each));
    }
    return modules;
  }

  private packagesOf(path: string): readonly string[] {
    let found = this.packages.get(path);
    if (!found) {
      this.packages.set(path, (found = packagesOf(path)));
    }
    return found;
  }

  private usedBy(unit: AnalysedUnit): readonly number[] {
    let used = this.used.get(unit);
    if (!used) {
      this.used.set(unit, (used = this.findUsed(unit)));
    }
    return used;
  }

  /**
   * What a unit uses by name, through the values that it reads (an instance
   * needs its class), and through other definitions. Its own definitions are
   * not among them, since its cells run anyway.
   */
  private findUsed(unit: AnalysedUnit): number[] {
    const { definitions, made, versions, sources, names } = this.analysis;
    const found = new Set<number>();
    const add = (index: number): void => {
      if (!found.has(index)) {
        found.add(index);
        this.needs[index].forEach(add);
      }
    };
    for (const name of versions.inputs[unit.index]) {
      const source = sources.of(name, unit);
      if (source?.kind === 'definition') {
        add(source.definition);
      }
      for (const star of this.stars) {
        // It may bind the name too, unless something binds it afterwards.
        const { unit: from } = definitions[star];
        if (unit.candidates.has(from) && (source?.unit ?? -1) <= from) {
          add(star);
        }
      }
      for (const object of names.reachedBefore(name, unit)) {
        const index = made.get(object);
        if (index !== undefined) {
          add(index);
        }
      }
    }
    return [...found].filter(index => definitions[index].unit !== unit.index);
  }
}

/** A module and the packages around it: `a.b.c()` gives `a`, `a.b` and `a.b.c`. */
function packagesOf(path: string): string[] {
  const [module] = path.split('(', 1);
  return module
    .split('.')
    .map((_, i, parts) => parts.slice(0, i + 1).join('.'));
}
