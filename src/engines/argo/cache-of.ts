import { dirname } from 'node:path';
import type { NotebookDocument } from '../../notebook/document';
import { readTaggedCells } from '../../notebook/tagged-cells';
import type { Pipeline } from '../../pipeline/model';
import type { RunRecord } from '../../runs/run-record';
import type { RunStore } from '../../runs/run-store';
import { PodCache } from '../pods/cache/pod-cache';
import { workFolder } from './compile/container';
import { placeOf } from './place-of';

/** What steps have left for later runs; undefined where what a run leaves goes with it. */
export function cacheOf(
  record: RunRecord,
  notebook: NotebookDocument,
  pipeline: Pipeline,
  store: RunStore
): PodCache | undefined {
  const { image, made, storage } = placeOf(record).options;
  return (
    made &&
    new PodCache({
      store,
      ...made,
      expires: storage.s3?.expires,
      image,
      pipeline,
      volumes: readTaggedCells(notebook).settings.volumes ?? [],
      folder: dirname(record.notebook.path),
      work: workFolder(record.id)
    })
  );
}
