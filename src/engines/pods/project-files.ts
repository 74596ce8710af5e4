import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** A file that steps find in the folder in which they run. */
export const projectFile = z.object({
  /** POSIX path below the notebook's folder. */
  path: z.string(),
  isExecutable: z.boolean(),
  /** In Base64. */
  content: z.string()
});

export type ProjectFile = z.infer<typeof projectFile>;

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
  const sizes = await Promise.all(
    paths.map(async path => (await stat(join(folder, path))).size)
  );
  const size = sizes.reduce((all, each) => all + each, 0);
  if (size > LARGEST_PROJECT) {
    return { files: [], excess: size };
  }
  const files: ProjectFile[] = [];
  for (const path of paths) {
    const { mode } = await stat(join(folder, path));
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
