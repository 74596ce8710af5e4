import { LocalEngine } from '../local-engine';
import {
  environmentIn,
  FAKE_RUNNER,
  runToEnd,
  temporaryFolder
} from './notebooks';

/** Steps that need nothing of each other. */
const APART = [
  ['step:one', 'a = 1'],
  ['step:two', 'b = 2'],
  ['step:three', 'c = 3']
] as const;

describe('how many steps a run executes at once', () => {
  it('is no more than the run says, and is recorded for when it is resumed', async () => {
    const folder = await temporaryFolder();
    const engine = new LocalEngine({
      runner: FAKE_RUNNER,
      workers: 3,
      environment: environmentIn(folder)
    });
    let running = 0;
    let most = 0;
    const { store, handle } = await runToEnd([...APART], {
      folder,
      engine,
      workers: 1,
      onEvent: event => {
        if (event.type === 'step') {
          running += event.status === 'running' ? 1 : -1;
          most = Math.max(most, running);
        }
      }
    });
    const record = await store.read(handle.id);
    expect([record.status, record.workers, most]).toEqual(['succeeded', 1, 1]);
    engine.close();
  });
});
