/** Jest transform: TypeScript, and ES modules of packages, become CommonJS; types are checked by `jlpm types`. */
const { buildSync, transformSync } = require('esbuild');
const path = require('node:path');

/** Packages of hundreds of files, which jest loads in seconds one by one, and at once as one. */
const BUNDLED = /[/\\](client-node[/\\]dist[/\\]config|undici[/\\]index)\.js$/;

/** What is not JavaScript, by the ending of the file. */
const LOADERS = { '.ts': 'ts', '.tsx': 'tsx' };

const options = {
  format: 'cjs',
  target: 'node22',
  // Jest runs files in a Node context that cannot import(), only require().
  supported: { 'dynamic-import': false },
  logLevel: 'error'
};

module.exports = {
  process(source, file) {
    if (BUNDLED.test(file)) {
      const { outputFiles } = buildSync({
        ...options,
        entryPoints: [file],
        bundle: true,
        platform: 'node',
        write: false
      });
      return { code: outputFiles[0].text };
    }
    const loader = LOADERS[path.extname(file)];
    return transformSync(source, {
      ...options,
      sourcefile: file,
      ...(loader && { loader, sourcemap: true })
    });
  }
};
