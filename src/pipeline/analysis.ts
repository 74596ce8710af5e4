import type { AbstractObject } from '../analysis/dataflow/objects';
import type { FoundDefinition } from './definitions/find-definitions';
import type { NamesInForce } from './names-in-force';
import type { Declaration } from './parameters';
import type { Sources } from './sources';
import type { AnalysedUnit } from './unit';
import type { Versions } from './versions';

/** All that is known of a notebook's blocks before the pipeline is put together. */
export interface Analysis {
  /** In the notebook's order; a unit's index is its place here. */
  readonly units: readonly AnalysedUnit[];
  readonly names: NamesInForce;
  readonly definitions: readonly FoundDefinition[];
  /** The definitions by cell. */
  readonly definitionsIn: ReadonlyMap<number, readonly FoundDefinition[]>;
  /** The objects that definitions make again, and so never travel, with the place of the definition. */
  readonly made: ReadonlyMap<AbstractObject, number>;
  readonly versions: Versions;
  readonly sources: Sources;
  readonly declarations: readonly Declaration[];
}
