import { buildSync } from 'esbuild';

test('What the room brings at first is small: clients are loaded once a context is chosen', () => {
  const { metafile } = buildSync({
    entryPoints: ['connect', 'contexts'].map(
      name => `${__dirname}/../connection/${name}.ts`
    ),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: 'not-written',
    write: false,
    metafile: true
  });
  const outputs = Object.values(metafile.outputs);
  /** The packages in what an entry loads by static imports. */
  const loaded = (entry: (typeof outputs)[number]): string[] => [
    ...Object.keys(entry.inputs),
    ...entry.imports
      .filter(({ kind }) => kind === 'import-statement')
      .flatMap(({ path }) => loaded(metafile.outputs[path] ?? NONE))
  ];
  const NONE = {
    inputs: {},
    imports: []
  } as unknown as (typeof outputs)[number];
  const entries = outputs.filter(({ entryPoint }) =>
    /connection\/(connect|contexts)\.ts$/.test(entryPoint ?? '')
  );
  expect(entries).toHaveLength(2);
  for (const path of entries.flatMap(loaded)) {
    expect(path).not.toMatch(/node_modules\/(?!js-yaml\/)/);
  }
});
