import { Language, Parser } from 'web-tree-sitter';

import { copyTree, nodeTypes } from './concrete';
import { readSource } from './reading';
import type { SyntaxTree } from './tree';

/** Where the two WebAssembly modules are. */
export interface GrammarFiles {
  /** The parser's own: its address, or a function from its name to its address. */
  readonly runtime: string | ((name: string) => string);
  /** The Python grammar: its address or its bytes. */
  readonly language: string | Uint8Array;
}

/** Makes syntax trees of cells. */
export interface PythonParser {
  /**
   * Parse the source of a cell, or of a plain Python file. Never throws: what
   * is not understood is in the tree's `errors`.
   */
  parse(source: string): SyntaxTree;
  /** Free the parser's memory; it cannot be used any more. */
  dispose(): void;
}

/**
 * Load the grammar. Takes some ten milliseconds; a parser can be used for
 * everything, so one is enough.
 *
 * @throws Where one of the files cannot be loaded.
 */
export async function createParser(load: GrammarFiles): Promise<PythonParser> {
  const { runtime } = load;
  const locate = typeof runtime === 'string' ? () => runtime : runtime;
  await Parser.init({ locateFile: locate });
  const language = await Language.load(load.language);
  const types = nodeTypes(language);
  const parser = new Parser().setLanguage(language);
  const grammar = (text: string, base: number): ReturnType<typeof copyTree> => {
    const tree = parser.parse(text);
    if (!tree) {
      throw new Error('The Python grammar is not loaded.');
    }
    try {
      return copyTree(tree, types, base);
    } finally {
      tree.delete();
    }
  };
  return {
    parse: source => readSource(source, grammar),
    dispose: () => parser.delete()
  };
}
