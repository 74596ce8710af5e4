import { quantityValue } from '../../notebook/dialect/kubernetes';
import { collectGarbage } from '../../runs/collect-garbage';
import { CallError } from '../command';
import { storeAt } from './open-store';

/** Removes what no run needs any more from the store of this folder. */
export async function tidy(_: readonly string[], json: boolean): Promise<void> {
  const store = await storeAt(process.cwd());
  if (store === undefined) {
    throw new CallError('Nothing has run here yet.');
  }
  const { CELLWAY_STORE_SIZE: size } = process.env;
  const budget = size === undefined ? undefined : quantityValue(size);
  if (Number.isNaN(budget)) {
    throw new CallError(`CELLWAY_STORE_SIZE=${size}: Write a size like 10Gi.`);
  }
  const { records, objects, freed, left } = await collectGarbage(store, budget);
  console.log(
    json
      ? JSON.stringify({ records, objects, freed, left })
      : `Removed ${objects} objects (${inMegabytes(freed)}) and ${records} cached steps; ${inMegabytes(left)} are in use`
  );
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
