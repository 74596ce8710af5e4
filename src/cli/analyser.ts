import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CellAnalyser } from '../analysis/cell-code';
import { loadAnalyser } from '../service/analyser';

/** Loads the Python grammar from beside the bundle. */
export function createAnalyser(): Promise<CellAnalyser> {
  return loadAnalyser(dirname(fileURLToPath(import.meta.url)));
}
