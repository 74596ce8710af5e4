/** One prepared process, with the runner that ships. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotebookDocument } from '../../../notebook/document';
import { StepFolder } from '../../../runs/run-folder';
import type { StepRequest } from '../../../runs/step-request';
import { findInterpreter } from '../interpreter/interpreter';
import { PreparedProcess } from '../process/prepared-process';
import { isRefusal } from '../process/served-step';
import type { StepJob } from '../worker';
import {
  environmentIn,
  notebookText,
  packRunner,
  temporaryFolder
} from './notebooks';

const onLinux = process.platform === 'linux' ? it : it.skip;

/** One that forks, and a job for it. */
async function prepare(): Promise<{ prepared: PreparedProcess; job: StepJob }> {
  const folder = await temporaryFolder();
  const steps = new StepFolder(join(folder, 'step'));
  const objects = join(folder, 'objects');
  await steps.reset();
  await mkdir(objects);
  const request: StepRequest = {
    protocol: 1,
    run: 'run',
    step: 'step',
    folder,
    objects,
    restore: [],
    cells: [{ index: 0, source: 'print(1)', omit: [] }],
    definitions: [],
    outputs: [],
    states: [],
    environment: {},
    outputLimit: 1000
  };
  await writeFile(steps.request, JSON.stringify(request));
  const interpreter = await findInterpreter(
    NotebookDocument.parse(notebookText([])),
    environmentIn(folder)
  );
  const prepared = await PreparedProcess.start(
    { interpreter, runner: packRunner(folder), folder },
    { kind: 'forks', never: [] }
  );
  return {
    prepared,
    job: { request, folder: steps, onEvents: () => undefined }
  };
}

describe('a prepared process', () => {
  onLinux('ends only after the step that it is about to start', async () => {
    const { prepared, job } = await prepare();
    const never = new AbortController().signal;
    const beginning = prepared.begin(job, 'run/mark', [], never);
    prepared.retire();
    const begun = await beginning;
    expect(isRefusal(begun) ? begun : await begun.exit).toMatchObject({
      code: 0
    });
  });

  onLinux('is of use after a step that was to end as it began', async () => {
    const { prepared, job } = await prepare();
    const never = new AbortController().signal;
    // It has loaded all then.
    const first = await prepared.begin(job, 'run/first', [], never);
    await (isRefusal(first) ? undefined : first.exit);
    const cancelling = new AbortController();
    const beginning = prepared.begin(job, 'run/mark', [], cancelling.signal);
    cancelling.abort();
    const begun = await beginning;
    expect(isRefusal(begun) ? begun : await begun.exit).toMatchObject({
      code: 0
    });
    expect(prepared.isOfUse).toBe(true);
    prepared.close();
  });
});
