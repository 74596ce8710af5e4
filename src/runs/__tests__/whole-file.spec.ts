import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../whole-file';
import { temporaryFolder } from './temporary-folder';

describe('a file that is written whole', () => {
  it('has its content and its mode, and nothing is left beside it', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file');
    await writeWhole(path, 'one', { durable: true });
    await writeWhole(path, Buffer.from('two'));
    expect(await readFile(path, 'utf8')).toBe('two');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('leaves the old one where it cannot be written', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file');
    await mkdir(join(path, 'full'), { recursive: true });
    await expect(writeWhole(path, 'new')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('is never seen in part by others', async () => {
    const path = join(await temporaryFolder(), 'file');
    const size = 100_000;
    await writeWhole(path, '0'.repeat(size));
    const reader = spawn('python3', [
      '-c',
      `import sys
for _ in range(400):
    text = open(sys.argv[1]).read()
    assert len(text) == ${size} and len(set(text)) == 1, len(text)
print("whole")`,
      path
    ]);
    let said = '';
    reader.stdout.on('data', (data: Buffer) => (said += data.toString()));
    const ended = new Promise(resolve => reader.once('close', resolve));
    for (let i = 0; i < 200 && reader.exitCode === null; i++) {
      await writeWhole(path, String(i % 10).repeat(size));
    }
    await ended;
    expect(said).toBe('whole\n');
  });
});
