import { readFileSync } from 'node:fs';

import type { PythonParser } from '../parser';
import { createParser } from '../parser';

/** The parser with the modules of node_modules. */
export function loadParser(): Promise<PythonParser> {
  return createParser({
    runtime: require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
    language: readFileSync(
      require.resolve('tree-sitter-python/tree-sitter-python.wasm')
    )
  });
}
