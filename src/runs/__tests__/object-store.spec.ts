import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ObjectStore } from '../object-store';
import { RunError } from '../run-error';
import { temporaryFolder } from './temporary-folder';

const BYTES = Buffer.from('some bytes');
const HASH = 'a'.repeat(64);

async function makeStore(): Promise<{ store: ObjectStore; hash: string }> {
  const store = new ObjectStore(join(await temporaryFolder(), 'objects'));
  return { store, hash: await store.put(BYTES) };
}

async function codeOf(action: Promise<unknown>): Promise<string> {
  const error = await action.catch((each: unknown) => each);
  return error instanceof RunError ? error.code : 'none';
}

describe('the store of objects', () => {
  it('keeps bytes under their hash, once', async () => {
    const { store, hash } = await makeStore();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await store.put(BYTES)).toBe(hash);
    expect(await readFile(store.path(hash))).toEqual(BYTES);
    expect(await readdir(store.folder)).toEqual([hash.slice(0, 2)]);
    expect(await readdir(join(store.folder, hash.slice(0, 2)))).toEqual([hash]);
  });

  it('finds what is missing', async () => {
    const { store } = await makeStore();
    expect(await store.size(HASH)).toBeUndefined();
    expect(await codeOf(store.verify(HASH))).toBe('object-is-missing');
    expect(await codeOf(store.accept(HASH, 1))).toBe('object-is-missing');
  });

  it('finds changed bytes of another process’s object', async () => {
    const { store, hash } = await makeStore();
    const other = new ObjectStore(store.folder);
    await other.verify(hash);
    await writeFile(store.path(hash), 'some bytez');
    const third = new ObjectStore(store.folder);
    expect(await codeOf(third.accept(hash, 3))).toBe('object-is-damaged');
    expect(await codeOf(third.verify(hash))).toBe('object-is-damaged');
  });

  it('makes room for a damaged object to be stored again', async () => {
    const { store, hash } = await makeStore();
    await writeFile(store.path(hash), 'some bytez');
    const other = new ObjectStore(store.folder);
    expect(await codeOf(other.verify(hash))).toBe('object-is-damaged');
    await other.put(BYTES);
    await new ObjectStore(store.folder).verify(hash);
  });

  it('mends a cut object when it is stored again', async () => {
    const { store, hash } = await makeStore();
    await writeFile(store.path(hash), 'some');
    await store.put(BYTES);
    await new ObjectStore(store.folder).verify(hash);
  });

  it('finds out when an object vanishes', async () => {
    const { store, hash } = await makeStore();
    await store.verify(hash);
    await rm(store.path(hash));
    expect(await codeOf(store.verify(hash))).toBe('object-is-missing');
  });
});
