/**
 * What the names of functions and methods say of files, where the library is
 * not known: `torch.save(model, 'model.pt')`, `frame.write_csv('out.csv')`.
 */
import type { FileAccess } from '../dataflow/effects';

const WRITING = /^(save|dump|write|export|to)(_|$)|^(save|write)[A-Z]/;
const READING = /^(load|read|open|from|scan)(_|$)|^(load|read)[A-Z]|^imread$/;
/** Of these it is known that they touch a file, whatever they are given. */
const CERTAIN = /^(save|dump|load)(_|$)/;

export interface FileWord {
  readonly access: FileAccess;
  /** A path that cannot be told counts too. */
  readonly certain: boolean;
}

/** @param path - of the callable, with `()`: `torch.save()` */
export function fileWord(path: string): FileWord | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1).replace('()', '');
  const access = WRITING.test(name)
    ? 'write'
    : READING.test(name)
      ? 'read'
      : undefined;
  return access && { access, certain: CERTAIN.test(name) };
}

/** Whether a text that such a function is given is a path. */
export function looksLikePath(text: string): boolean {
  return /^[^\n]*[^\s/]\.\w{1,8}$|^[^\n\s]*\/[^\n]*$/.test(text);
}
