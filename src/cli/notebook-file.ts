import { readFile } from 'node:fs/promises';
import { NotebookDocument } from '../notebook/document';
import { NotebookError } from '../notebook/errors';
import { CallError } from './command';

/**
 * Reads a notebook from disk.
 *
 * @throws CallError where it cannot be read, or is no notebook that Cellway runs
 */
export async function readNotebook(path: string): Promise<NotebookDocument> {
  let text: string;
  try {
    // A byte order mark stays: the notebook is written back as it was.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    text = decoder.decode(await readFile(path));
  } catch (error) {
    throw new CallError(`${path}: ${reason(error)}`);
  }
  try {
    return NotebookDocument.parse(text);
  } catch (error) {
    if (!(error instanceof NotebookError)) {
      throw error;
    }
    const { position, message, hint } = error;
    const where = position
      ? `${path}:${position.line}:${position.column}`
      : path;
    throw new CallError(`${where}: ${message}. ${hint}`);
  }
}

function reason(error: unknown): string {
  const code = (error as { code?: string }).code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'There is no such file.';
    case 'EISDIR':
      return 'This is a folder, not a notebook.';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'This is not UTF-8 text, which notebooks are. Save it from JupyterLab again.';
    case 'EACCES':
      return 'You may not read this file.';
    default:
      return String(error);
  }
}
