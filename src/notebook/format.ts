import { NotebookError, positionAt, type NotebookErrorCode } from './errors';
import { valueAt, type JsonPath } from './json/edit';
import { findMember, type JsonArrayNode, type JsonFragment } from './json/node';
import { findPlace } from './json/splice';

/** The version of nbformat that a notebook says it has. */
export interface NotebookVersion {
  readonly major: number | null;
  readonly minor: number;
}

export function readVersion(fragment: JsonFragment): NotebookVersion {
  const major = valueAt(fragment, ['nbformat']);
  const minor = valueAt(fragment, ['nbformat_minor']);
  return {
    major: typeof major === 'number' ? major : null,
    minor: typeof minor === 'number' ? minor : 0
  };
}

/**
 * Checks that a JSON text is a notebook that we can read, and returns the list
 * of its cells.
 *
 * @throws NotebookError
 */
export function checkNotebook(fragment: JsonFragment): JsonArrayNode {
  const { node } = fragment;
  if (node.kind !== 'object') {
    throw notANotebook(fragment, [], 'The file is JSON, but not an object');
  }
  const { major } = readVersion(fragment);
  if (major === null) {
    throw notANotebook(
      fragment,
      ['nbformat'],
      'The file is JSON, but no notebook: it has no nbformat number'
    );
  }
  if (major < 4) {
    throw failure(fragment, ['nbformat'], {
      code: 'nbformat-too-old',
      message: `The notebook has format ${major}; Cellway reads format 4`,
      hint: 'Open it in JupyterLab and save it: that upgrades it to format 4.'
    });
  }
  if (major >= 5) {
    throw failure(fragment, ['nbformat'], {
      code: 'nbformat-too-new',
      message: `The notebook has format ${major}; Cellway reads format 4`,
      hint: 'Save it as format 4 in the program that wrote it, or get a newer Cellway.'
    });
  }
  const cells = findMember(node, 'cells')?.value;
  if (cells?.kind !== 'array') {
    throw notANotebook(
      fragment,
      ['cells'],
      'The file is JSON, but no notebook: it has no list of cells'
    );
  }
  checkLanguage(fragment);
  return cells;
}

/** What kernels call Python, with a version or not. */
const PYTHON = /^i?python[\d.]*$/i;

/**
 * The kernelspec says what will run the notebook, the language_info what ran
 * it last; a notebook that says neither is taken for Python.
 */
function checkLanguage(fragment: JsonFragment): void {
  const places: readonly JsonPath[] = [
    ['metadata', 'kernelspec', 'language'],
    ['metadata', 'language_info', 'name']
  ];
  for (const path of places) {
    const language = valueAt(fragment, path);
    if (typeof language !== 'string' || language === '') {
      continue;
    }
    if (!PYTHON.test(language)) {
      throw failure(fragment, path, {
        code: 'not-python',
        message: `The notebook is written in ${language}; Cellway runs Python notebooks`,
        hint: 'If the cells are Python, choose a Python kernel in JupyterLab and save.'
      });
    }
    return;
  }
}

function notANotebook(
  fragment: JsonFragment,
  path: JsonPath,
  message: string
): NotebookError {
  return failure(fragment, path, {
    code: 'not-a-notebook',
    message,
    hint: 'Open a file that JupyterLab saved as a notebook (.ipynb).'
  });
}

function failure(
  fragment: JsonFragment,
  path: JsonPath,
  details: { code: NotebookErrorCode; message: string; hint: string }
): NotebookError {
  const node = findPlace(fragment, path)?.node ?? fragment.node;
  const position = positionAt(fragment.text, node.start);
  return new NotebookError({ ...details, position });
}
