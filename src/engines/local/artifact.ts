import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parseStepResult } from '../../runs/read-step-result';
import type { RunStore } from '../../runs/run-store';
import type { ArtifactId } from '../engine';
import { EngineError } from '../engine-error';

/**
 * The object that holds a variable of a step, alone or with others.
 *
 * @throws EngineError `no-such-artifact`, RunError
 */
export async function openArtifact(
  store: RunStore,
  id: string,
  { step, name }: ArtifactId
): Promise<ReadableStream<Uint8Array>> {
  const { steps } = await store.read(id);
  const index = steps.findIndex(each => each.step === step);
  const path = store.run(id).step(index).result;
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const object =
    text === undefined
      ? undefined
      : parseStepResult(text).result.objects.find(each =>
          Object.hasOwn(each.values, name)
        );
  if (object === undefined) {
    throw new EngineError(
      'no-such-artifact',
      `Step '${step}' of run ${id} has stored no '${name}'`,
      'See what became of the step in the run.',
      { run: id, step }
    );
  }
  await store.objects.verify(object.hash);
  const bytes = createReadStream(store.objects.path(object.hash));
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
}
