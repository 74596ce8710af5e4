import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CellAnalyser } from '../analysis/cell-code';
import { createParser } from '../analysis/syntax/parser';

/**
 * Loads the Python grammar.
 *
 * @param folder - where the WebAssembly files are
 */
export async function loadAnalyser(folder: string): Promise<CellAnalyser> {
  const parser = await createParser({
    runtime: name => join(folder, name),
    language: await readFile(join(folder, 'tree-sitter-python.wasm'))
  });
  return new CellAnalyser(parser);
}
