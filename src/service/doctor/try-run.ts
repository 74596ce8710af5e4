import { join } from 'node:path';
import { EngineError } from '../../engines/engine-error';
import { LocalEngine } from '../../engines/local/local-engine';
import { NotebookDocument } from '../../notebook/document';
import { buildPipeline } from '../../pipeline/build';
import { newRunId } from '../../runs/run-id';
import { missing, well, type Finding } from './finding';
import type { Tools } from './tools';

/** Two steps, the second of which takes over a value. */
const SOURCES = [
  ['step:one', 'numbers = [1, 2, 3]'],
  ['step:two', 'assert sum(numbers) == 6']
] as const;

/**
 * Runs a small notebook: what all of the above is for.
 *
 * @param folder - for the notebook's runs
 */
export async function tryRun(
  environment: NodeJS.ProcessEnv,
  folder: string,
  { runner, loadAnalyser }: Tools
): Promise<Finding> {
  const subject = 'A run of two steps';
  const text = JSON.stringify({
    cells: SOURCES.map(([tag, source]) => ({
      cell_type: 'code',
      metadata: { tags: [tag] },
      source,
      outputs: [],
      execution_count: null
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 4
  });
  const engine = new LocalEngine({ runner, environment });
  try {
    const { pipeline } = buildPipeline(
      NotebookDocument.parse(text),
      await loadAnalyser()
    );
    const handle = await engine.submit({
      id: newRunId(),
      notebook: { path: join(folder, 'doctor.ipynb'), text },
      pipeline,
      parameters: {}
    });
    let why = 'its end was not recorded';
    const { signal } = new AbortController();
    for await (const event of engine.watch(handle, '', signal)) {
      if (event.type === 'step' && event.error) {
        why = event.error.message;
      }
      if (event.type === 'run' && event.status === 'succeeded') {
        return well(subject, `succeeded in ${event.seconds.toFixed(2)} s`);
      }
      if (event.type === 'run' && event.error !== undefined) {
        why = event.error;
      }
    }
    return missing(subject, `failed: ${why}`, 'Mend what is said above.');
  } catch (error) {
    if (error instanceof EngineError) {
      return missing(subject, error.message, error.hint);
    }
    throw error;
  } finally {
    engine.close();
  }
}
