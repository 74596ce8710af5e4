import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { CallError, readArguments, type Command } from '../command';
import {
  copyExamples,
  isEmpty,
  placesOfExamples
} from '../../service/examples/copy-examples';
import { startLab } from '../demo/start-lab';
import {
  findInstallation,
  type Installation
} from '../../service/doctor/installation';

const HERE = dirname(fileURLToPath(import.meta.url));

const FIRST = 'breast_cancer/breast_cancer.ipynb';

export const demo: Command = {
  summary: 'open the examples in JupyterLab',
  usage: `Usage: cellway demo [FOLDER]

Copies the examples into a new folder and opens the first in JupyterLab. Ends
when JupyterLab is ended: Ctrl-C, twice.

  FOLDER  where to put them; a temporary folder if absent

Exit code: that of JupyterLab, or 2 if it cannot be started.`,

  async run(args) {
    const { positionals } = readArguments(args, {});
    const [given, ...others] = positionals;
    if (others.length > 0) {
      throw new CallError("Name at most one folder: 'cellway demo FOLDER'.");
    }
    if (given !== undefined && !(await isEmpty(given))) {
      throw new CallError(
        `There is something in ${given} already. Name a new folder.`
      );
    }
    const installed = await findInstallation(process.env);
    checkLab(installed);
    const folder =
      given === undefined
        ? await mkdtemp(join(tmpdir(), 'cellway-demo-'))
        : resolve(given);
    if (!(await copyExamples(placesOfExamples(HERE), folder))) {
      throw new CallError(
        'The examples are not where they are installed. Install Cellway again.'
      );
    }
    console.log(greeting(folder, installed));
    return startLab(installed.program, folder, FIRST);
  }
};

function checkLab(
  installed: Installation | undefined
): asserts installed is Installation {
  if (installed === undefined || installed.jupyterlab === null) {
    throw new CallError(
      "JupyterLab is not installed beside Cellway: pip install 'cellway[demo]'."
    );
  }
  if (!installed.serverExtension || !installed.labExtension) {
    throw new CallError(
      "JupyterLab would not show Cellway. 'cellway doctor' tells why."
    );
  }
}

function greeting(folder: string, { examplesLack }: Installation): string {
  const lines = [
    `The examples are in ${folder}. JupyterLab opens ${FIRST};`,
    'if no browser opens, copy the address that it prints below.',
    '',
    `  1. Press ${bold('Run as Pipeline')}: the Cellway button above the notebook, or the menu Run.`,
    '  2. Watch the steps in the Cellway panel on the left; five models are fitted side by side.',
    '  3. Change a cell and run again: only what depends on it runs.',
    '',
    'Ctrl-C twice ends JupyterLab.'
  ];
  const lacking =
    examplesLack.length > 0
      ? [
          `The examples need ${examplesLack.join(', ')}: pip install 'cellway[demo]'.`,
          ''
        ]
      : [];
  return ['', ...lacking, ...lines, ''].join('\n');
}

function bold(text: string): string {
  return styleText('bold', text);
}
