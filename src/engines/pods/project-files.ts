import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that steps find in the folder in which they run. */
export interface ProjectFile {
  /** POSIX path below the notebook's folder. */
  readonly path: string;
  readonly isExecutable: boolean;
  /** In Base64. */
  readonly content: string;
}

/** What of a folder goes along with a run. */
export interface Project {
  readonly files: readonly ProjectFile[];
  /** How large all of it is, in bytes, where that is too much: then nothing goes along. */
  readonly excess?: number;
}

/** What goes along at most, in bytes: more belongs on a volume. */
export const LARGEST_PROJECT = 8 * 1024 * 1024;

/** What is no part of a project, or is made again where it is needed. */
const SKIPPED = /^\.|^(__pycache__|node_modules|venv)$/;

/**
 * Collects the files below the notebook's folder: data, and modules of the
 * project. Hidden ones, and what links lead to outside of it, stay behind.
 */
export async function collectProject(folder: string): Promise<Project> {
  const paths = await filesBelow(folder, '');
  const found = await Promise.all(
    paths.map(async path => {
      const { size, mode } = await stat(join(folder, path));
      return { path, size, mode };
    })
  );
  const size = found.reduce((all, each) => all + each.size, 0);
  if (size > LARGEST_PROJECT) {
    return { files: [], excess: size };
  }
  const files: ProjectFile[] = [];
  for (const { path, mode } of found) {
    const content = await readFile(join(folder, path), 'base64');
    files.push({ path, isExecutable: (mode & 0o100) !== 0, content });
  }
  return { files };
}

async function filesBelow(root: string, below: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(join(root, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (SKIPPED.test(entry.name)) {
      continue;
    }
    if (entry.isDirectory()) {
      found.push(...(await filesBelow(root, path)));
    } else if (entry.isFile()) {
      found.push(path);
    }
  }
  return found;
}
