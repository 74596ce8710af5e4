import type { JsonSpan } from '../json/node';
import type { NotebookSettings, StepSettings } from '../settings';

/** What a person may make of cells, other than a step. */
export type SpecialRole =
  'imports' | 'functions' | 'parameters' | 'metrics' | 'skip';

/** What cells are to be; `none`: what is above them goes on. */
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
  /** They become one, with the name and the settings of the first. */
  | { readonly kind: 'merge-steps'; readonly steps: readonly string[] }
  /** A new step begins at a cell of a step. */
  | {
      readonly kind: 'split-step';
      readonly cell: number;
      readonly name: string;
    }
  /** Everything that is set for a step, tags of Kale's included. */
  | {
      readonly kind: 'set-step-settings';
      readonly step: string;
      readonly settings: StepSettings;
    }
  | {
      readonly kind: 'set-notebook-settings';
      readonly settings: NotebookSettings;
    }
  | {
      readonly kind: 'replace-source';
      readonly cell: number;
      /** UTF-16 offsets. */
      readonly range: JsonSpan;
      readonly text: string;
    };
