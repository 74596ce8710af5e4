import type { JsonSpan } from '../json/node';
import type {
  NotebookSettings,
  StepSettings,
  Texts,
  VolumeSettings
} from '../settings';

/** What a person may make of cells, other than a step. */
export type SpecialRole =
  'imports' | 'functions' | 'parameters' | 'metrics' | 'skip';

/**
 * What cells are to be. Cells of a step are one step, from the first of them
 * to the next tag; the name may be that of a step which is there already. Of
 * the special roles each cell is given the tag, and what follows stays what it
 * was. `none`: what is above goes on.
 */
export type CellRole =
  | { readonly kind: 'step'; readonly name: string }
  | { readonly kind: SpecialRole | 'none' };

/**
 * What a person wants to be done to a notebook: by a command, a form, a fix or
 * a suggestion. Cells are named by their indices, steps by their names.
 */
export type Edit =
  | {
      readonly kind: 'add-tag' | 'remove-tag';
      readonly cell: number;
      readonly tag: string;
    }
  | {
      readonly kind: 'set-role';
      readonly cells: readonly number[];
      readonly role: CellRole;
    }
  /** Also where others wait for it. */
  | { readonly kind: 'rename-step'; readonly from: string; readonly to: string }
  /**
   * They become one, with the name and the settings of the one that stands
   * first in the notebook; of what they exclude see `excludedOfMerged`. Cells in
   * between stay what they are.
   */
  | { readonly kind: 'merge-steps'; readonly steps: readonly string[] }
  /** A new step begins at a cell of a step, with the rest of its cells. */
  | {
      readonly kind: 'split-step';
      readonly cell: number;
      readonly name: string;
    }
  /** Everything that is set for a step, by tags or by our key: what is not there is unset. */
  | {
      readonly kind: 'set-step-settings';
      readonly step: string;
      readonly settings: StepSettings;
    }
  /**
   * Steps go only to nodes with these labels, beside those that they ask for
   * already: some steps, or all of them, then also those that are added later.
   */
  | {
      readonly kind: 'select-nodes';
      readonly steps: readonly string[] | 'all';
      readonly labels: Texts;
    }
  /** Everything that is set for the notebook; Kale's key is read, not written. */
  | {
      readonly kind: 'set-notebook-settings';
      readonly settings: NotebookSettings;
    }
  /** Some of what is set for a volume of the notebook, by its name; the rest stays. */
  | {
      readonly kind: 'set-volume';
      readonly volume: string;
      readonly change: Partial<VolumeSettings>;
    }
  /** What stands under our key and has no effect; what was in a list or an object alone goes with it. */
  | {
      readonly kind: 'remove-setting';
      /** Null for the notebook's own. */
      readonly cell: number | null;
      /** As problems have it: `cellway.resources.gpu`, `cellway.after[1]`. */
      readonly path: string;
    }
  /**
   * A new code cell stands in front of a cell, or behind the last one; what was
   * there and below counts from then on one further down.
   */
  | {
      readonly kind: 'insert-cell';
      readonly cell: number;
      readonly source: string;
      readonly role: SpecialRole;
    }
  | {
      readonly kind: 'replace-source';
      readonly cell: number;
      /** UTF-16 offsets. */
      readonly range: JsonSpan;
      readonly text: string;
    };
