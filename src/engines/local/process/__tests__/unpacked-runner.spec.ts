import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FAKE_RUNNER, temporaryFolder } from '../../__tests__/notebooks';
import { unpackedRunner } from '../unpacked-runner';

describe('the runner that Python is given', () => {
  it('is the folder beside the file, if it can be run', async () => {
    const folder = await temporaryFolder();
    const packed = join(folder, 'runner.pyz');
    expect(unpackedRunner(packed)).toBe(packed);
    const unpacked = join(folder, 'runner');
    await mkdir(unpacked);
    expect(unpackedRunner(packed)).toBe(packed);
    await writeFile(join(unpacked, '__main__.py'), '');
    expect(unpackedRunner(packed)).toBe(unpacked);
  });

  it('is what it is, where it was never packed', () => {
    expect(unpackedRunner(FAKE_RUNNER)).toBe(FAKE_RUNNER);
  });
});
