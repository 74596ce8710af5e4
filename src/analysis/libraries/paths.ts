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

/** The folder in which all lies that a pattern such as `data/*.csv` may match. */
export function patternFolder(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(part => /[*?[]/.test(part));
  const folder = parts.slice(0, Math.max(first, 0)).join('/');
  return first < 0 ? pattern : folder || (pattern.startsWith('/') ? '/' : '.');
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

/** The folder that a path lies in. */
export function parentOf(path: string): string {
  const parts = normalizePath(path).split('/');
  return parts.slice(0, -1).join('/') || (path.startsWith('/') ? '/' : '.');
}

/** What a method of a `pathlib.Path` does. */
export interface PathMethod {
  readonly access?: readonly FileAccess[];
  /** Its argument is a path that it touches in the same way. */
  readonly moves?: boolean;
  /** Its arguments are joined to the path. */
  readonly joins?: boolean;
  readonly returns: 'scalar' | 'path' | 'paths' | 'file';
}

const METHODS: Readonly<Record<string, PathMethod>> = {
  joinpath: { joins: true, returns: 'path' },
  ...each('read_text read_bytes exists is_file is_dir stat', {
    access: ['read'],
    returns: 'scalar'
  }),
  ...each('write_text write_bytes unlink touch rmdir chmod', {
    access: ['write'],
    returns: 'scalar'
  }),
  mkdir: { access: ['make'], returns: 'scalar' },
  ...each('rename replace symlink_to hardlink_to', {
    access: ['write'],
    moves: true,
    returns: 'path'
  }),
  ...each('iterdir glob rglob walk', { access: ['list'], returns: 'paths' }),
  open: { access: ['read', 'write'], returns: 'file' }
};

/** What a method of a path does, where it is more than to compute with its name. */
export function pathMethod(name: string): PathMethod | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
}
