import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CellAnalyser } from '../analysis/cell-code';
import { createParser } from '../analysis/syntax/parser';

/** Loads the Python grammar from beside the bundle. */
export async function createAnalyser(): Promise<CellAnalyser> {
  const beside = (name: string): string =>
    fileURLToPath(new URL(name, import.meta.url));
  const parser = await createParser({
    runtime: beside,
    language: await readFile(beside('tree-sitter-python.wasm'))
  });
  return new CellAnalyser(parser);
}
