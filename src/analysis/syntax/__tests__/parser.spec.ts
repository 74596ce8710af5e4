import { readFileSync } from 'node:fs';
import { createParser } from '../parser';
import { loadParser } from './load-parser';

const RUNTIME = require.resolve('web-tree-sitter/web-tree-sitter.wasm');
const LANGUAGE = require.resolve('tree-sitter-python/tree-sitter-python.wasm');

describe('a parser', () => {
  it('loads from addresses, from bytes, and by name', async () => {
    const asked: string[] = [];
    const byName = await createParser({
      runtime: name => {
        asked.push(name);
        return RUNTIME;
      },
      language: LANGUAGE
    });
    const fromBytes = await createParser({
      runtime: RUNTIME,
      language: readFileSync(LANGUAGE)
    });
    expect(byName.parse('a')).toEqual(fromBytes.parse('a'));
    expect(asked).toEqual(['web-tree-sitter.wasm']);
  });

  it('keeps the source with the tree, and nothing of one call for the next', async () => {
    const parser = await loadParser();
    const broken = parser.parse('a = (');
    expect(parser.parse('b').errors).toEqual([]);
    expect(parser.parse('a = (')).toEqual(broken);
    expect(broken.source).toBe('a = (');
  });

  it('can be disposed of without harm to another', async () => {
    const [one, two] = [await loadParser(), await loadParser()];
    one.dispose();
    expect(two.parse('a').body).toHaveLength(1);
  });

  it('refuses what is no grammar', async () => {
    const language = new Uint8Array([0, 1, 2, 3]);
    await expect(
      createParser({ runtime: RUNTIME, language })
    ).rejects.toThrow();
  });
});
