import type { IStateDB } from '@jupyterlab/statedb';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { FieldValue, ParameterValues } from './parameter-values';

/**
 * Keeps the values that a person has given to the parameters of a notebook
 * beyond a reload of the page, by the notebook's path.
 */
export async function keepParameters(
  { context }: Pick<NotebookPanel, 'context'>,
  values: ParameterValues,
  state: IStateDB
): Promise<void> {
  const key = (): string => `cellway:parameters:${context.localPath}`;
  const kept = await state.fetch(key()).catch(() => undefined);
  values.restore(readEdits(kept));
  values.changed.connect(() => {
    const { edits } = values;
    // It is written to the server only when nobody types.
    void (Object.keys(edits).length > 0
      ? state.save(key(), { ...edits })
      : state.remove(key()));
  });
}

/** What is no value of a field was not written by us. */
function readEdits(kept: unknown): Record<string, FieldValue> {
  return typeof kept === 'object' && kept !== null
    ? Object.fromEntries(
        Object.entries(kept).filter(
          (entry): entry is [string, FieldValue] =>
            typeof entry[1] === 'string' || typeof entry[1] === 'boolean'
        )
      )
    : {};
}
