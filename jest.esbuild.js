/** Jest transform: a package's ES module becomes CommonJS, much faster than with Babel. */
const { buildSync, transformSync } = require('esbuild');

/** Packages of hundreds of files, which jest loads in seconds one by one, and at once as one. */
const BUNDLED = /[/\\](client-node[/\\]dist[/\\]config|undici[/\\]index)\.js$/;

const options = {
  format: 'cjs',
  target: 'node22',
  // Jest runs files in a Node context that cannot import(), only require().
  supported: { 'dynamic-import': false },
  logLevel: 'error'
};

module.exports = {
  process(source, path) {
    if (BUNDLED.test(path)) {
      const { outputFiles } = buildSync({
        ...options,
        entryPoints: [path],
        bundle: true,
        platform: 'node',
        write: false
      });
      return { code: outputFiles[0].text };
    }
    return transformSync(source, { ...options, sourcefile: path });
  }
};
