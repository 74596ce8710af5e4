/** Where the server of the tests is, and what it shows. */
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PORT = Number(process.env.CELLWAY_TEST_PORT ?? 18_888);
export const TOKEN = 'ui-test-token';
export const URL = `http://127.0.0.1:${PORT}`;

/** The folder that Jupyter shows as its root; emptied when the server starts. */
export const ROOT = path.join(tmpdir(), `cellway-ui-tests-${PORT}`);

const REPOSITORY = path.join(__dirname, '..');

/**
 * Copies a notebook, and what lies beside it, into a folder of its own below
 * the root: so tests do not see each other's runs.
 *
 * @param source - its path in the repository
 * @returns its path in Jupyter's contents
 */
export async function giveNotebook(source: string): Promise<string> {
  await mkdir(ROOT, { recursive: true });
  const folder = await mkdtemp(path.join(ROOT, 'test-'));
  const from = path.join(REPOSITORY, path.dirname(source));
  await cp(from, folder, {
    recursive: true,
    filter: file => !path.relative(from, file).startsWith('.')
  });
  return path.join(path.basename(folder), path.basename(source));
}

/** Where a path of Jupyter's contents is on the disk. */
export function onDisk(...parts: string[]): string {
  return path.join(ROOT, ...parts);
}
