/**
 * Bundles the command line and the service into cellway/service/: cli.mjs and
 * service.mjs, with what they share in chunks, and the two WebAssembly files
 * that are loaded from there. `--production` minifies.
 */
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { build } from 'esbuild';

const outDir = 'cellway/service';
const production = process.argv.includes('--production');
const require = createRequire(import.meta.url);
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

// Nothing of an earlier build may stay, such as its source map; the runners are not of ours.
await mkdir(outDir, { recursive: true });
for (const name of await readdir(outDir)) {
  if (!/runner(\.pyz)?$/.test(name)) {
    await rm(`${outDir}/${name}`, { recursive: true });
  }
}

await build({
  entryPoints: { cli: 'src/cli/main.ts', service: 'src/service/main.ts' },
  outdir: outDir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
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
