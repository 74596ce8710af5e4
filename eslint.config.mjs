import js from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import rooms from './scripts/lint-rooms.mjs';

/**
 * The rooms of src/ from the lowest to the highest, each with the rooms that it
 * may import. This table is the truth; scripts/lint-rooms.mjs only reads it.
 */
const ROOMS = {
  notebook: '',
  analysis: 'notebook',
  pipeline: 'analysis notebook',
  runs: 'pipeline analysis notebook',
  kubernetes: '',
  data: 'runs kubernetes pipeline notebook',
  training: 'runs kubernetes pipeline',
  engines: 'training data runs kubernetes pipeline analysis notebook',
  tuning: 'engines training data runs kubernetes pipeline analysis notebook',
  deployment:
    'engines training data runs kubernetes pipeline analysis notebook',
  service:
    'deployment tuning engines training data runs kubernetes pipeline analysis notebook',
  cli: 'service deployment tuning engines training data runs kubernetes pipeline analysis notebook',
  lab: 'pipeline analysis notebook service/api ../style ../docs'
};

/** Packages that belong to some rooms only; `node:` stands for all that Node brings. */
const PACKAGES = [
  {
    match: ['@jupyterlab', '@jupyter', '@lumino', 'react', 'react-dom'],
    rooms: 'lab'
  },
  { match: ['@kubernetes/client-node', 'undici'], rooms: 'kubernetes' },
  {
    match: ['node:'],
    rooms: 'runs kubernetes data training engines tuning deployment service cli'
  }
];

/** Rooms that run in a browser and in Node, and so know neither. */
const PURE = ['notebook', 'analysis', 'pipeline'];

/** What every JavaScript engine has, and does no input or output. */
const UNIVERSAL = {
  ...globals.builtin,
  ...Object.fromEntries(
    [
      'AbortController',
      'AbortSignal',
      'TextDecoder',
      'TextEncoder',
      'URL',
      'URLSearchParams',
      'structuredClone'
    ].map(name => [name, true])
  )
};

const impureGlobals = [
  'globalThis',
  ...Object.keys({ ...globals.browser, ...globals.node }).filter(
    name => !(name in UNIVERSAL)
  )
].map(name => ({
  name,
  message: 'This room is pure: it knows neither browser nor Node.'
}));

const tests = ['**/__tests__/**'];

/** The recommended rules of JupyterLab, warnings raised to errors. */
const jupyterRules = jupyter.configs.recommended.map(config => ({
  ...config,
  // Elsewhere they would take every `title` for a label of JupyterLab's.
  files: config.files.map(pattern =>
    pattern.includes('schema') ? pattern : pattern.replace('**', 'src/lab/**')
  ),
  ignores: tests,
  plugins: { jupyter },
  rules: Object.fromEntries(
    Object.entries(config.rules).map(([name, level]) => [
      name,
      Array.isArray(level) ? ['error', ...level.slice(1)] : 'error'
    ])
  )
}));

export default tseslint.config(
  {
    // Outputs of the build, and what is not ours.
    ignores: [
      'lib',
      'build',
      'dist',
      'cellway/labextension',
      'cellway/service',
      'examples',
      '.venv',
      '.yarn'
    ]
  },
  js.configs.recommended,
  {
    rules: {
      curly: 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false }]
    }
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node }
  },
  {
    files: ['src/**/*.{ts,tsx}', 'tests/**/*.ts', 'ui-tests/**/*.ts'],
    extends: [tseslint.configs.strict],
    languageOptions: {
      parserOptions: {
        project: 'tsconfig.test.json',
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ]
    }
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { cellway: { rules: { rooms } } },
    rules: {
      'cellway/rooms': ['error', { rooms: ROOMS, packages: PACKAGES }]
    }
  },
  {
    files: PURE.map(room => `src/${room}/**`),
    ignores: tests,
    rules: { 'no-restricted-globals': ['error', ...impureGlobals] }
  },
  {
    // Below the command line nobody knows which surface shows a text.
    files: ['src/**/*.{ts,tsx}'],
    ignores: [...tests, 'src/cli/**', 'src/engines/script/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['Literal[value', 'TemplateElement[value.raw'].map(text => ({
          selector: `${text}=/cellway (run|runs|check|compile|image|demo|doctor)\\b/]`,
          message: 'Say what to do; src/cli/ways-out.ts says by which command.'
        }))
      ]
    }
  },
  {
    files: ['src/lab/**'],
    // JupyterLab keeps a class's internals in a namespace `Private`.
    rules: { '@typescript-eslint/no-namespace': 'off' }
  },
  ...jupyterRules
);
