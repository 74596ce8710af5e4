import { NotebookError, positionAt, type NotebookErrorCode } from './errors';
import type { JsonSyntaxError } from './json/scan';

interface Diagnosis {
  readonly code: NotebookErrorCode;
  readonly message: string;
  readonly hint: string;
  /** Where to point, if not where the scanner stopped. */
  readonly offset?: number;
}

/** Says what a text that is not JSON most likely is, and what to do. */
export function explainJsonFailure(
  text: string,
  failure: JsonSyntaxError
): NotebookError {
  const { offset, ...diagnosis } = {
    offset: failure.offset,
    ...(recognise(text) ?? diagnose(failure))
  };
  return new NotebookError({
    ...diagnosis,
    position: positionAt(text, offset)
  });
}

/** Texts that often end up in a file that should hold a notebook. */
function recognise(text: string): Diagnosis | undefined {
  const conflict = /^(<{7}|={7}|>{7})/m.exec(text);
  if (conflict) {
    return {
      code: 'merge-conflict',
      message: 'The notebook holds the marks of a merge conflict',
      hint: 'Resolve the conflict in Git, for example with nbdime, and open it again.',
      offset: conflict.index
    };
  }
  if (text.startsWith('version https://git-lfs')) {
    return {
      code: 'git-lfs-pointer',
      message: 'The file is a Git LFS pointer, not the notebook itself',
      hint: 'Run "git lfs pull" to get the notebook.'
    };
  }
  if (/^\s*<(!doctype|html)/i.test(text)) {
    return {
      code: 'web-page',
      message: 'The file is a web page, not a notebook',
      hint: 'Download the raw file: on GitHub, with the button "Raw".'
    };
  }
  return undefined;
}

function diagnose(failure: JsonSyntaxError): Diagnosis {
  switch (failure.reason) {
    case 'empty':
      return {
        code: 'empty',
        message: 'The file is empty',
        hint: 'Restore it from a checkpoint or from version control, or make a new notebook.'
      };
    case 'truncated':
      return {
        code: 'truncated-json',
        message: `The notebook is cut off: ${lowerFirst(failure.message)}`,
        hint: 'Restore it from .ipynb_checkpoints or from version control.'
      };
    case 'too-deep':
      return {
        code: 'json-too-deep',
        message: `Jupyter cannot read this notebook: ${lowerFirst(failure.message)}`,
        hint: 'Clear the outputs in the program that wrote it.'
      };
    case 'unexpected':
      return {
        code: 'invalid-json',
        message: `The file is not valid JSON: ${lowerFirst(failure.message)}`,
        hint: 'Open it as text and correct this place, or restore it from version control.'
      };
  }
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
