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
  readonly versions: Versions;
  readonly sources: Sources;
  readonly declarations: readonly Declaration[];
}
