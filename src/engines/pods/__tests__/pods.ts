/** The steps of a notebook, each in a process as its pod would run it. */
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { NotebookDocument } from '../../../notebook/document';
import { stepRequest, type StepRequest } from '../../../runs/step-request';
import {
  environmentIn,
  notebookText,
  packRunner,
  pipelineOf,
  temporaryFolder,
  type Code
} from '../../local/__tests__/notebooks';
import { planRun } from '../plan-run';
import { PodLogReader, type PodLogPart } from '../pod-log';

export interface PodRun {
  readonly code: number | null;
  readonly log: readonly PodLogPart[];
  /** The log itself. */
  readonly text: string;
  /** What the runner itself said. */
  readonly errors: string;
  readonly request: StepRequest;
  /** The text of the result, as the step left it on the volume. */
  readonly result: string;
}

let runner: string | undefined;

/** Runs the steps one after the other, up to the first that fails. */
export async function runInPods(
  cells: readonly Code[],
  parameters: Readonly<Record<string, string>> = {}
): Promise<PodRun[]> {
  const folder = await temporaryFolder();
  runner ??= packRunner(await temporaryFolder());
  const notebook = NotebookDocument.parse(notebookText(cells));
  const pipeline = await pipelineOf(notebook.text);
  const plan = planRun({ id: 'test', notebook, pipeline, parameters });
  const given = join(folder, 'code');
  await mkdir(given);
  await writeFile(join(given, 'plan.000'), gzipSync(JSON.stringify(plan)));
  const [data, work] = [join(folder, 'data'), join(folder, 'work')];
  await mkdir(data);
  const runs: PodRun[] = [];
  for (const number of plan.steps.keys()) {
    const call = [runner, '--pod', given, '--step', String(number + 1)];
    const pod = spawn('python3', [...call, '--data', data, '--work', work], {
      env: environmentIn(folder)
    });
    const ended = new Promise<number | null>(resolve =>
      pod.on('close', resolve)
    );
    const [log, errors] = await Promise.all([
      text(pod.stdout),
      text(pod.stderr)
    ]);
    const code = await ended;
    const left = join(data, 'runs/test/steps', String(number + 1));
    const asked = await readFile(join(left, 'request.json'), 'utf8');
    runs.push({
      code,
      log: new PodLogReader().read(log),
      text: log,
      errors,
      request: stepRequest.parse(JSON.parse(asked)),
      result: await readFile(join(left, 'result.json'), 'utf8')
    });
    if (code !== 0) {
      break;
    }
  }
  return runs;
}

/** What a step printed to standard output. */
export function printed({ log }: PodRun): string {
  return log.map(each => ('text' in each ? each.text : '')).join('');
}
