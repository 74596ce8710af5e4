import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  environmentIn,
  FAKE_RUNNER,
  watchToEnd,
  type Code
} from '../../engines/local/__tests__/notebooks';
import { LocalEngine } from '../../engines/local/local-engine';
import { NotebookDocument } from '../../notebook/document';
import { readEvents } from '../../runs/event-log';
import { RunStore } from '../../runs/run-store';
import { call, folderWith, makeBundle } from './bundle';

const SLOW: readonly Code[] = [
  ['step:one', 'import time\nx = [1]\ntime.sleep(0.1)\nprint(x)'],
  ['step:two', 'import time\ny = x + [2]\ntime.sleep(0.1)\nprint(y)'],
  ['step:three', 'import time\ntime.sleep(0.1)\nprint(x, y)']
];

/** How long after its first event the command is killed, in ms. */
const MOMENTS = [0, 60, 120, 180, 240, 300, 400, 500];

let bundle: string;

beforeAll(async () => {
  bundle = await makeBundle();
});

describe('a run whose command is killed', () => {
  it.each(MOMENTS)('after %d ms is whole and can be resumed', async moment => {
    const folder = await folderWith(SLOW);
    let isKilled = false;
    await call(bundle, folder, ['run', 'a.ipynb', '--json'], {
      onOutput: child => {
        if (!isKilled) {
          isKilled = true;
          void setTimeout(moment).then(() => child.kill('SIGKILL'));
        }
      }
    });
    const store = new RunStore(join(folder, '.cellway'));
    const [id] = await store.ids();
    const record = await store.read(id);
    expect(['interrupted', 'succeeded']).toContain(record.status);
    for (const { event } of readEvents(store.run(id).events, 0)) {
      expect(event.type).toMatch(/./);
    }
    const text = await readFile(store.run(id).executed, 'utf8').catch(
      () => undefined
    );
    if (text !== undefined) {
      NotebookDocument.parse(text);
    }
    const engine = new LocalEngine({
      runner: FAKE_RUNNER,
      environment: environmentIn(folder)
    });
    const handle = { engine: 'local', id, place: store.path };
    if (record.status === 'interrupted') {
      await engine.resume(handle);
    }
    const ran = await watchToEnd(engine, handle);
    expect(ran.status).toBe('succeeded');
    expect(ran.texts).toEqual(['[1]\n', '[1, 2]\n', '[1] [1, 2]\n']);
  });
});
