/** File paths as the source spells them. */
import type { FileAccess } from '../dataflow/effects';
import { each } from './table';

/** Joins as `os.path.join` and `pathlib` do: an absolute part starts anew. */
export function joinPath(base: string, part: string): string {
  if (base === '' || part.startsWith('/')) {
    return part;
  }
  return part === '' ? base : `${base.replace(/\/+$/, '')}/${part}`;
}

/** A path without `.` and `a/..`; relative ones stay relative. */
export function normalizePath(path: string): string {
  const absolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') {
      continue;
    }
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') {
      parts.pop();
    } else {
      parts.push(part);
    }
  }
  return (absolute ? '/' : '') + parts.join('/');
}

/** Whether one path is the other or lies in it; '' is the notebook's folder. */
export function overlaps(a: string, b: string): boolean {
  return a === b || within(a, b) || within(b, a);
}

export function within(path: string, folder: string): boolean {
  return (
    folder === '' ||
    path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
  );
}

export interface PathMethod {
  readonly joins?: boolean;
  readonly access?: readonly FileAccess[];
  readonly returns: 'scalar' | 'list' | 'file';
}

const METHODS: Readonly<Record<string, PathMethod>> = {
  mkdir: { access: ['make'], returns: 'scalar' },
  joinpath: { joins: true, returns: 'scalar' },
  ...each('read_text read_bytes exists is_file is_dir stat', {
    access: ['read'],
    returns: 'scalar'
  }),
  ...each(
    'write_text write_bytes unlink touch rmdir rename replace symlink_to chmod',
    {
      access: ['write'],
      returns: 'scalar'
    }
  ),
  ...each('iterdir glob rglob walk', { access: ['list'], returns: 'list' }),
  open: { access: ['read', 'write'], returns: 'file' }
};
// `str.replace` shares its name with `Path.replace`; as a string method it is far more common.
const STRING_METHODS = new Set(['replace']);

/** What a method does when its receiver is a path. */
export function pathMethod(name: string): PathMethod | undefined {
  return Object.hasOwn(METHODS, name) && !STRING_METHODS.has(name)
    ? METHODS[name]
    : undefined;
}
