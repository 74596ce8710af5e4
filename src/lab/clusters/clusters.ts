import { Token } from '@lumino/coreutils';
import type { RunTarget } from './run-target';

/** Where notebooks run. */
export interface IClusters {
  /** Loads it, and what is set; the first time somebody needs it. */
  target(): Promise<RunTarget>;
}

export const IClusters = new Token<IClusters>(
  'cellway:IClusters',
  'Where notebooks run: on this machine, or on a cluster.'
);
