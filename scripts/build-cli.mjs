/**
 * Bundles src/cli into cellway/service/cli.mjs, with the two WebAssembly files
 * that it loads from its own folder. `--production` minifies.
 */
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { build } from 'esbuild';

const outDir = 'cellway/service';
const production = process.argv.includes('--production');
const require = createRequire(import.meta.url);
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

// Nothing of an earlier build may stay, such as its source map; the runner is not of ours.
await mkdir(outDir, { recursive: true });
for (const name of await readdir(outDir)) {
  if (name !== 'runner.pyz') {
    await rm(`${outDir}/${name}`, { recursive: true });
  }
}

await build({
  entryPoints: ['src/cli/main.ts'],
  outfile: `${outDir}/cli.mjs`,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  minify: production,
  sourcemap: production ? false : 'linked',
  define: { CELLWAY_VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages call require(), which ES modules do not have.
  banner: {
    js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);'
  },
  logLevel: 'warning'
});

for (const file of [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python/tree-sitter-python.wasm'
]) {
  await copyFile(require.resolve(file), `${outDir}/${basename(file)}`);
}
