/** What JupyterLab's builder (Rspack) has to know beyond its defaults. */
const { DefinePlugin } = require('@rspack/core');
const { version } = require('./package.json');

module.exports = {
  module: {
    rules: [
      {
        test: /\.wasm$/,
        type: 'asset/resource',
        generator: { filename: '[name].[contenthash:8][ext]' }
      }
    ]
  },
  // web-tree-sitter names Node's modules, but does not use them in a browser.
  resolve: {
    fallback: {
      fs: false,
      'fs/promises': false,
      module: false,
      path: false,
      url: false
    }
  },
  plugins: [
    new DefinePlugin({
      CELLWAY_VERSION: JSON.stringify(version),
      // Else the path of the machine that builds would be written into the chunk.
      'import.meta.url': 'document.baseURI'
    })
  ]
};
