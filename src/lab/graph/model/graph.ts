import type { Order } from '../../../pipeline/model';
import type { Severity } from '../../../pipeline/diagnostic';
import type { Artifact } from '../../../service/api/artifacts';
import type { ShownStatus } from '../../icons/state-icons';

/** The graph of a pipeline with what became of its steps: what is drawn, listed and exported. */
export interface StepGraph {
  /** In the order of the notebook, so each stands below those that it waits for. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** The step's id, by which it is called everywhere: `a`, and `a (2)` where other steps stand between its cells. */
  readonly id: string;
  /** As its cells are tagged. */
  readonly name: string;
  /** See `stepColours`. */
  readonly colour: number;
  /** Indices of its cells in the notebook as it is shown. */
  readonly cells: readonly number[];
  /** In the shown run. */
  readonly status: ShownStatus;
  /** When it began, in ms since 1970. */
  readonly started?: number;
  readonly seconds?: number;
  /** The parameters that it uses. */
  readonly parameters: readonly string[];
  /** What is to be told about its cells, errors first. */
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly severity: Severity;
  readonly message: string;
}

/** A variable on its way. */
export interface Variable {
  readonly name: string;
  /** Where the shown run has made it. */
  readonly value?: Artifact;
}

/** Why a step waits for another, where no variable says so. */
export interface Reason {
  readonly kind: Order['reason'];
  /** The file, or the module state. */
  readonly subject?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** None: it is an order, and drawn dashed. */
  readonly variables: readonly Variable[];
  readonly reasons: readonly Reason[];
  /** An order that other edges bring about anyway: it is listed, but not drawn. */
  readonly isImplied: boolean;
}
