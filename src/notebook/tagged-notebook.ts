import type { SpecialKind, Tag } from './dialect/tags';
import type { CellView } from './cell';
import type { JsonObject } from './json/value';
import type { Problem } from './problems';
import type { KaleSettings } from './settings/kale';
import type { NotebookSettings, StepSettings } from './settings';

/** A notebook to be read: a document, or what an editor shows at the moment. */
export interface NotebookView {
  readonly cells: readonly CellView[];
  readonly metadata: JsonObject;
}

export type BlockKind = 'step' | SpecialKind;

/**
 * Where a block comes from: a tag; a heading, or the whole notebook, where no
 * cell has a step tag; `start` are the untagged cells before the first tag.
 */
export type BlockOrigin = 'tag' | 'heading' | 'whole' | 'start';

/** Cells that belong together. Indices are those of the notebook, from 0. */
export interface Block {
  readonly kind: BlockKind;
  /** Of a step or a notebook; the other kinds have none. */
  readonly name?: string;
  /** In the order of the notebook; at least one. */
  readonly cells: readonly number[];
  /**
   * The cells in runs that no code of another block interrupts; skipped cells
   * and text do not interrupt. Only a step can have several: whether they may
   * be run as one is for the pipeline to decide.
   */
  readonly parts: readonly (readonly number[])[];
  /** The cell whose tags and settings count. */
  readonly head: number;
  /** Steps named by `prev:`, all of them above; those that are not are told. */
  readonly prev: readonly string[];
  /** All tags of the head, as read. */
  readonly tags: readonly Tag[];
  /** From the head's tags and metadata, without the notebook's defaults. */
  readonly settings: StepSettings;
  readonly origin: BlockOrigin;
  /** Of kind `notebook`: relative to this notebook, where it is given. */
  readonly notebookPath?: string;
}

/** What the tags, headings and settings of a notebook say. */
export interface TaggedNotebook {
  /** In the order of their first cells. Text cells are in none. */
  readonly blocks: readonly Block[];
  /** Of Cellway, else of Kale. */
  readonly settings: NotebookSettings;
  /** What the notebook has of Kale, as it is there. */
  readonly kale?: KaleSettings;
  /** Whether any step has a `prev:`; then one without is a root, as in Kale. */
  readonly hasPrev: boolean;
  readonly problems: readonly Problem[];
}
