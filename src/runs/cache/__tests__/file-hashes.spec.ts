import {
  appendFile,
  mkdir,
  readFile,
  symlink,
  utimes,
  writeFile
} from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../__tests__/temporary-folder';
import { lookAt } from '../../file-stamp';
import { FileHashes } from '../file-hashes';

/** SHA-256 of `one`. */
const ONE = '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed';

interface Place {
  readonly index: string;
  readonly file: string;
}

async function makePlace(): Promise<Place> {
  const folder = await temporaryFolder();
  const file = join(folder, 'file');
  await writeFile(file, 'one');
  return { index: join(folder, 'cache', 'hashes.jsonl'), file };
}

async function hash({ index, file }: Place): Promise<string | undefined> {
  return (await new FileHashes(index).of(file))?.hash;
}

/** Hashes a file until it is old enough for its hash to be kept. */
async function untilKept(place: Place): Promise<void> {
  while ((await readFile(place.index, 'utf8').catch(() => '')) === '') {
    await hash(place);
  }
}

describe('the hashes of files', () => {
  it('are those of their bytes, with what a look says', async () => {
    const { index, file } = await makePlace();
    const found = await new FileHashes(index).of(file);
    const { stamp } = await lookAt(file);
    expect(found).toMatchObject({ hash: ONE, stamp, size: 3, mode: 0o644 });
    await symlink(file, `${file}-link`);
    expect(await new FileHashes(index).of(`${file}-link`)).toEqual(found);
  });

  it('are kept for later processes', async () => {
    const place = await makePlace();
    await untilKept(place);
    // What the index says is believed.
    const text = await readFile(place.index, 'utf8');
    await writeFile(place.index, text.replaceAll(ONE, 'f'.repeat(64)));
    expect(await hash(place)).toBe('f'.repeat(64));
  });

  it('are found out again when a file changes, even where its time is set back', async () => {
    const place = await makePlace();
    const past = new Date(Date.now() - 1e7);
    await utimes(place.file, past, past);
    await untilKept(place);
    await writeFile(place.file, 'two');
    await utimes(place.file, past, past);
    expect(await hash(place)).not.toBe(ONE);
  });

  it('are not kept of a file that could change at this moment without a trace', async () => {
    const place = await makePlace();
    const future = new Date(Date.now() + 1e7);
    await utimes(place.file, future, future);
    expect(await hash(place)).toBe(ONE);
    await expect(readFile(place.index)).rejects.toThrow('ENOENT');
  });

  it('survive an index that is damaged', async () => {
    const place = await makePlace();
    await untilKept(place);
    await appendFile(place.index, '["half a li\n\n{}\n[1]\n');
    expect(await hash(place)).toBe(ONE);
    await writeFile(place.index, '\0\0\0');
    expect(await hash(place)).toBe(ONE);
  });

  it('do not make the index grow without end', async () => {
    const place = await makePlace();
    await untilKept(place);
    const text = await readFile(place.index, 'utf8');
    await writeFile(place.index, text.repeat(2_000));
    expect(await hash(place)).toBe(ONE);
    expect(await readFile(place.index, 'utf8')).toBe(
      text.split('\n')[0] + '\n'
    );
  });

  it('are those of files only', async () => {
    const { index, file } = await makePlace();
    const hashes = new FileHashes(index);
    await mkdir(`${file}-folder`);
    expect(await hashes.of(`${file}-folder`)).toBeUndefined();
    expect(await hashes.of(`${file}-nothing`)).toBeUndefined();
    expect(await hashes.of('/dev/null')).toBeUndefined();
  });
});
