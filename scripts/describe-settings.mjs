/**
 * Writes docs/settings.md from the schemas and the table of what engines make
 * use of. `--check` writes nothing, and fails where the page is not what they say.
 */
import { buildSync } from 'esbuild';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const PAGE = 'docs/settings.md';

/** Of what is no choice and no number. */
const WORDS = { string: 'text', array: 'a list', object: 'names with values' };

const schemas = await Promise.all(
  (await readdir('schema'))
    .sort()
    .map(async name => JSON.parse(await readFile(`schema/${name}`, 'utf8')))
);

/** The general ones first, then by name. */
const sections = schemas
  .filter(({ properties }) => Object.keys(properties).length > 0)
  .sort((a, b) => a.title.localeCompare(b.title))
  .map(describe);

const { outputFiles } = buildSync({
  entryPoints: ['src/notebook/settings/engine-support.ts'],
  bundle: true,
  format: 'esm',
  write: false
});
const { lackOf, usesGpusOf, NOTEBOOK_SETTINGS, STEP_SETTINGS } = await import(
  `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`
);

const text = `## What can be set

In JupyterLab's settings editor, type _cellway_. Everything works as it is; what is changed there holds at once, for you alone. Whoever looks after a server sets other defaults in [overrides.json](https://jupyterlab.readthedocs.io/en/stable/user/directories.html#overrides-json).

${sections.join('\n')}
### For a server

Environment variables of the Jupyter server, and of the command line:

| Variable             | Means                                                                       | Usually                  |
| -------------------- | --------------------------------------------------------------------------- | ------------------------ |
| \`CELLWAY_NODE\`       | the Node that runs the service and the command line                         | what is found            |
| \`CELLWAY_WORKERS\`    | how many steps of a run the service executes at the same time, at most      | the number of processors |
| \`CELLWAY_STORE_SIZE\` | how large a store may become before what was not used for longest goes; 5Gi | 10Gi                     |

### For a notebook and its steps

They are under \`cellway\` in the metadata of the notebook, and of the first cell of a step; under \`defaults\` in that of the notebook is what holds for all steps. What an engine does without is told before the run: as a warning where the code may do something else then, else as a note.

${describeEngines('Of a step', STEP_SETTINGS)}

${describeEngines('Of a notebook', NOTEBOOK_SETTINGS)}
`;

const page = await format(text, {
  ...(await resolveConfig(PAGE)),
  parser: 'markdown'
});

if (!process.argv.includes('--check')) {
  await writeFile(PAGE, page);
} else if ((await readFile(PAGE, 'utf8')) !== page) {
  console.error(
    `${PAGE} is not what the schemas say: node scripts/describe-settings.mjs`
  );
  process.exitCode = 1;
}

function describe({ title, properties }) {
  const rows = Object.values(properties).map(
    each =>
      `| ${each.title} | ${each.description ?? ''} | ${describeValues(each)} | ${describeDefault(each)} |`
  );
  return [
    `### ${title}`,
    '',
    '| Setting | Means | Values | Default |',
    '| --- | --- | --- | --- |',
    ...rows,
    ''
  ].join('\n');
}

function describeValues({ type, oneOf, minimum, maximum }) {
  if (oneOf) {
    return oneOf.map(each => each.title).join('; ');
  }
  if (type === 'boolean') {
    return 'on, off';
  }
  if (type in WORDS) {
    return WORDS[type];
  }
  return maximum === undefined ? `from ${minimum}` : `${minimum} to ${maximum}`;
}

function describeDefault({ type, oneOf, default: value }) {
  if (oneOf) {
    return oneOf.find(each => each.const === value).title;
  }
  if (type in WORDS) {
    return typeof value === 'string' ? value : 'none';
  }
  return type === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function describeEngines(title, settings) {
  const engines = {
    local: 'This computer',
    argo: 'Argo',
    kubeflow: 'Kubeflow',
    script: 'Script'
  };
  const use = { matters: 'no: a warning', harmless: 'no: a note' };
  const inMetadata = each =>
    ['cpu', 'memory', 'gpu', 'sharedMemory', 'limits'].includes(each)
      ? `resources.${each}`
      : each;
  const rows = settings.map(setting => [
    `\`${inMetadata(setting)}\``,
    ...Object.keys(engines).map(each => {
      const some = usesGpusOf(each, 'nvidia.com') ? 'of NVIDIA' : use.harmless;
      return setting === 'gpu' && !usesGpusOf(each, 'amd.com')
        ? some
        : (use[lackOf(each, setting)] ?? 'yes');
    })
  ]);
  return [
    [title, ...Object.values(engines)],
    Array(1 + Object.keys(engines).length).fill('---'),
    ...rows
  ]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
}
