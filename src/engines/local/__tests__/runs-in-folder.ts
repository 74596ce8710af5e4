import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunDiagnostic } from '../../../runs/run-event';
import {
  runToEnd,
  temporaryFolder,
  type Code,
  type Ran,
  type RunOptions
} from './notebooks';

/** Runs notebooks one after the other in the same folder. */
export class Folder {
  private _runs = 0;

  private constructor(readonly path: string) {}

  static async make(
    files: Readonly<Record<string, string>> = {}
  ): Promise<Folder> {
    const folder = new Folder(await temporaryFolder());
    for (const [name, text] of Object.entries(files)) {
      await folder.write(name, text);
    }
    return folder;
  }

  async run(cells: readonly Code[], options: RunOptions = {}): Promise<Ran> {
    this._runs++;
    const id = `run-${this._runs}`;
    return runToEnd(cells, { folder: this.path, id, ...options });
  }

  /** Which steps are executed and which come from the cache: `one two`. */
  async executed(
    cells: readonly Code[],
    options: RunOptions = {}
  ): Promise<string> {
    const { statuses } = await this.run(cells, options);
    return stepsThat(statuses, 'succeeded');
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(join(this.path, name, '..'), { recursive: true });
    await writeFile(join(this.path, name), text);
  }

  read(name: string): Promise<string> {
    return readFile(join(this.path, name), 'utf8');
  }

  file(name: string): string {
    return join(this.path, name);
  }
}

export function stepsThat(
  statuses: Readonly<Record<string, string>>,
  status: string
): string {
  return Object.keys(statuses)
    .filter(each => statuses[each] === status)
    .join(' ');
}

export function diagnostics({ events }: Ran): RunDiagnostic[] {
  return events.flatMap(each =>
    each.type === 'diagnostic' ? [each.diagnostic] : []
  );
}

/** A step that a runner watches, and that sees nothing. */
export function pure(name: string, source: string): Code {
  return [`step:${name}`, `# observed: nothing\n${source}`];
}

export const CHAIN: readonly Code[] = [
  ['functions', 'def double(x):\n    return 2 * x'],
  ['pipeline-parameters', 'n = 1\nm = 2'],
  pure('one', 'a = n + 1\nprint("a", a)'),
  pure('two', 'b = double(m)\nprint("b", b)'),
  pure('three', 'c = a > 0\nprint("c", c)'),
  pure('four', 'print("d", c, b)')
];
