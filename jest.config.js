/**
 * Two jest projects: `lab` runs with a DOM and JupyterLab's own test set-up,
 * `node` runs everything else in plain Node.
 */
const jupyterlab = require('@jupyterlab/testing/lib/jest-config')(__dirname);

/** npm packages that ship ES modules only, which jest has to translate, or that jest.esbuild.js bundles. */
const esModules = [
  '@codemirror',
  '@jupyter',
  '@jupyterlab',
  '@kubernetes',
  '@lezer',
  '@lumino',
  '@marijn',
  '@microsoft',
  '@rjsf',
  'crelt',
  'd3',
  'd3-.*',
  'delaunator',
  'exenv-es6',
  'internmap',
  'lib0',
  'lodash-es',
  'marked',
  'nanoid',
  'robust-predicates',
  'style-mod',
  'undici',
  'vscode-ws-jsonrpc',
  'w3c-keyname',
  'web-tree-sitter',
  'y-protocols',
  'y-websocket',
  'yjs'
];

/** What both projects share. */
const project = {
  transform: {
    '\\.([cm]?js|tsx?)$': '<rootDir>/jest.esbuild.js',
    '\\.svg$': '@jupyterlab/testing/lib/jest-raw-loader.js'
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  roots: ['<rootDir>/src'],
  setupFiles: ['<rootDir>/jest.properties.js'],
  setupFilesAfterEnv: ['<rootDir>/jest.retries.js']
};

module.exports = {
  reporters: ['default'],
  testTimeout: 60000,
  projects: [
    {
      ...project,
      displayName: 'node',
      testEnvironment: 'node',
      testRegex: 'src/(?!lab/).*/__tests__/.*\\.spec\\.tsx?$'
    },
    {
      ...project,
      displayName: 'lab',
      testEnvironment: jupyterlab.testEnvironment,
      resolver: jupyterlab.resolver,
      setupFiles: [...jupyterlab.setupFiles, ...project.setupFiles],
      moduleFileExtensions: jupyterlab.moduleFileExtensions,
      moduleNameMapper: {
        ...jupyterlab.moduleNameMapper,
        '\\.wasm$': '@jupyterlab/testing/lib/jest-file-mock.js'
      },
      testRegex: 'src/lab/(.*/)?__tests__/.*\\.spec\\.tsx?$'
    }
  ]
};
