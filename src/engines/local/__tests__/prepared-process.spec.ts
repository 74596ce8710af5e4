/** One prepared process, with the runner that ships. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotebookDocument } from '../../../notebook/document';
import { StepFolder } from '../../../runs/run-folder';
import type { StepRequest } from '../../../runs/step-request';
import { findInterpreter } from '../interpreter/interpreter';
import { PreparedProcess } from '../process/prepared-process';
import { isRefusal } from '../process/served-step';
import {
  environmentIn,
  notebookText,
  packRunner,
  temporaryFolder
} from './notebooks';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('a prepared process', () => {
  onLinux('ends only after the step that it is about to start', async () => {
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
    const job = { request, folder: steps, onEvents: () => undefined };
    const never = new AbortController().signal;
    const beginning = prepared.begin(job, 'run/mark', [], never);
    prepared.retire();
    const begun = await beginning;
    expect(isRefusal(begun) ? begun : await begun.exit).toMatchObject({
      code: 0
    });
  });
});
