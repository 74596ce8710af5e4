/** Jest transform: a package's ES module becomes CommonJS, much faster than with Babel. */
const { transformSync } = require('esbuild');

module.exports = {
  process: (source, path) =>
    transformSync(source, {
      format: 'cjs',
      target: 'node22',
      // Jest runs files in a Node context that cannot import(), only require().
      supported: { 'dynamic-import': false },
      sourcefile: path,
      logLevel: 'error'
    })
};
