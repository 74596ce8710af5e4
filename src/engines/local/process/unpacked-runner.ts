import { existsSync } from 'node:fs';

/**
 * What Python is given to run: the folder with the runner's sources that lies
 * beside its zip file, where there is one. Of a folder, Python keeps what it
 * has compiled; a zip file it compiles at each start.
 *
 * @param runner - the path of the runner's program
 */
export function unpackedRunner(runner: string): string {
  const folder = runner.replace(/\.pyz$/, '');
  return existsSync(`${folder}/__main__.py`) ? folder : runner;
}
