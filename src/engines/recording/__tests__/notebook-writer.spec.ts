import type { ExecutedNotebook } from '../../../runs/executed-notebook';
import type { writeWhole } from '../../../runs/whole-file';
import { NotebookWriter } from '../notebook-writer';

/** Writes that end when they are told to. */
class SlowDisk {
  readonly written: string[] = [];
  private readonly _ends: (() => void)[] = [];

  readonly write: typeof writeWhole = async (_, text) => {
    await new Promise<void>(resolve => this._ends.push(resolve));
    this.written.push(String(text));
  };

  /** How many have begun and not ended. */
  get busy(): number {
    return this._ends.length;
  }

  async end(): Promise<void> {
    this._ends.shift()?.();
    await new Promise(setImmediate);
  }
}

test('a notebook that changes while it is written is written once more, afterwards', async () => {
  const disk = new SlowDisk();
  const notebook = { text: 'one' };
  const writer = new NotebookWriter(
    'a',
    notebook as ExecutedNotebook,
    disk.write
  );
  const first = writer.change();
  notebook.text = 'two';
  await writer.change();
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(disk.busy).toBe(1);

  const finished = writer.finish();
  await disk.end();
  await first;
  expect(disk.busy).toBe(1);
  await disk.end();
  await finished;
  expect(disk.written).toEqual(['one', 'two']);
  expect(disk.busy).toBe(0);
});
