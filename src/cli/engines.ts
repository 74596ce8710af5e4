import type { Engine, RunHandle } from '../engines/engine';
import { DEFAULT_ENGINE, type Engines } from '../engines/engines';
import { LocalEngine } from '../engines/local/local-engine';
import { makeEngines } from '../engines/make-engines';
import type { RunStore } from '../runs/run-store';
import { explained } from './explained';
import { RUNNER } from './runner-path';

/** The version in package.json, put in by scripts/build-service.mjs. */
declare const CELLWAY_VERSION: string;

/**
 * Does something with the engines, which are closed behind it.
 *
 * @param workers - how many steps of a run are executed at once on this machine
 */
export async function withEngines<T>(
  use: (engines: Engines) => Promise<T>,
  workers?: number
): Promise<T> {
  const local = new LocalEngine({ runner: RUNNER, workers });
  const engines = makeEngines(local, {
    runner: RUNNER,
    environment: process.env,
    version: CELLWAY_VERSION
  });
  try {
    return await use(engines);
  } finally {
    await engines.close();
  }
}

/**
 * Does something with a run by the engine that it is of.
 *
 * @throws CallError
 */
export function withEngineOf<T>(
  store: RunStore,
  id: string,
  use: (engine: Engine, handle: RunHandle) => Promise<T>
): Promise<T> {
  return withEngines(async engines => {
    const name = await store.read(id).then(
      record => record.engine,
      // One whose record cannot be read can be removed all the same.
      () => DEFAULT_ENGINE
    );
    const engine = await explained(() => engines.of(name));
    return use(engine, { engine: name, id, place: store.path });
  });
}
