import { stripVTControlCharacters, styleText } from 'node:util';
import type { LogLine } from '../../engines/engine';
import { logLines } from '../../engines/recording/log-lines';
import type { RunStore } from '../../runs/run-store';
import { CallError, readArguments, type Command } from '../command';
import { withEngineOf } from '../engines';
import { explained } from '../explained';
import { cancelRuns, resumeRun } from '../runs/steer-runs';
import { describeArtifacts } from '../runs/describe-artifacts';
import { describeRun, describeRuns } from '../runs/describe-run';
import { tidy } from '../runs/tidy';
import { findRun, storeAt } from '../runs/open-store';

interface Verb {
  /** How many words may follow it. */
  readonly words: readonly [least: number, most: number];
  /** @returns the exit code, where it may be another one than 0 */
  run(words: readonly string[], json: boolean): Promise<unknown>;
}

const VERBS: Readonly<Record<string, Verb>> = {
  list: { words: [0, 0], run: list },
  show: { words: [1, 1], run: show },
  logs: { words: [1, 2], run: logs },
  artifacts: { words: [1, 2], run: artifacts },
  cancel: { words: [1, Infinity], run: cancelRuns },
  resume: { words: [1, 1], run: resumeRun },
  rm: { words: [1, Infinity], run: remove },
  gc: { words: [0, 0], run: tidy }
};

export const runs: Command = {
  summary:
    'list runs, show one, read its logs, cancel, resume, remove it, tidy up',
  usage: `Usage: cellway runs [list]
       cellway runs show ID
       cellway runs logs ID [STEP]
       cellway runs artifacts ID [STEP]
       cellway runs cancel ID…
       cellway runs resume ID
       cellway runs rm ID…
       cellway runs gc

Tells of the runs of the notebooks in this folder, or wherever they share a
store with it. The beginning of an ID is enough. 'artifacts' tells what each step
found and left: variables with their types and sizes. 'cancel' ends a run, whichever
process executes it, and returns when nothing of it runs any more; 'resume' runs
the steps that are not done, and shows them as 'cellway run' does; 'gc' removes
what no run needs any more, and of what is kept for later runs the oldest if it
is more than the variable CELLWAY_STORE_SIZE says (10Gi): runs do so once a day.

  --json  print JSON: of logs one line of text an object, of 'resume' one event
          a line

Exit code: 0; 1 if a resumed run failed; 2 if there is no such run or the call is
wrong.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' }
    });
    const [name = 'list', ...words] = positionals;
    if (!Object.hasOwn(VERBS, name)) {
      throw new CallError(
        `Unknown verb '${name}'. There are: ${Object.keys(VERBS).join(', ')}.`
      );
    }
    const verb = VERBS[name];
    const [least, most] = verb.words;
    if (words.length < least || words.length > most) {
      throw new CallError(
        `'cellway runs ${name}' is not called so: 'cellway runs --help' tells how.`
      );
    }
    const code = await verb.run(words, values.json ?? false);
    return typeof code === 'number' ? code : 0;
  }
};

async function list(_: readonly string[], json: boolean): Promise<void> {
  const store = await storeAt(process.cwd());
  const found = (await store?.list()) ?? [];
  if (json) {
    const all = found.map(run =>
      'record' in run
        ? run.record
        : {
            id: run.id,
            error: { code: run.problem.code, message: run.problem.message }
          }
    );
    console.log(JSON.stringify(all, undefined, 2));
  } else if (found.length === 0) {
    console.log('Nothing has run here yet.');
  } else {
    console.log(describeRuns(found));
  }
}

async function show(
  [word = '']: readonly string[],
  json: boolean
): Promise<void> {
  const { store, id } = await findRun(process.cwd(), word);
  const record = await explained(() => store.read(id));
  console.log(
    json
      ? JSON.stringify(record, undefined, 2)
      : describeRun(record, store.run(id).executed)
  );
}

async function logs(
  [word = '', only]: readonly string[],
  json: boolean
): Promise<void> {
  const { store, id } = await findRun(process.cwd(), word);
  const names = await stepsOf(store, id, only);
  const wanted = new Set(only === undefined ? names : [only]);
  await withEngineOf(store, id, (engine, handle) =>
    explained(() =>
      print(
        logLines(
          engine.watch(handle, '', new AbortController().signal),
          wanted
        ),
        { json, namesSteps: wanted.size > 1 }
      )
    )
  );
}

async function print(
  lines: AsyncIterable<LogLine>,
  { json, namesSteps }: { readonly json: boolean; readonly namesSteps: boolean }
): Promise<void> {
  let step: string | undefined;
  for await (const line of lines) {
    if (json) {
      console.log(JSON.stringify(line));
      continue;
    }
    if (namesSteps && line.step !== step) {
      step = line.step;
      console.log(styleText('bold', `── ${step}`));
    }
    process.stdout.write(
      process.stdout.isTTY ? line.text : stripVTControlCharacters(line.text)
    );
  }
}

async function artifacts(
  [word = '', only]: readonly string[],
  json: boolean
): Promise<void> {
  const { store, id } = await findRun(process.cwd(), word);
  await stepsOf(store, id, only);
  const all = await withEngineOf(store, id, (engine, handle) =>
    explained(() => engine.artifacts.list(handle))
  );
  const wanted = all.filter(each => only === undefined || each.step === only);
  console.log(
    json ? JSON.stringify(wanted, undefined, 2) : describeArtifacts(wanted)
  );
}

/**
 * The steps of a run.
 *
 * @param only - a step that it is to have
 * @throws CallError where it has none of this name
 */
async function stepsOf(
  store: RunStore,
  id: string,
  only: string | undefined
): Promise<string[]> {
  const { steps } = await explained(() => store.read(id));
  const names = steps.map(each => each.step);
  if (only !== undefined && !names.includes(only)) {
    throw new CallError(
      `Run ${id} has no step '${only}'. Its steps: ${names.join(', ')}.`
    );
  }
  return names;
}

async function remove(words: readonly string[]): Promise<void> {
  for (const word of words) {
    const { store, id } = await findRun(process.cwd(), word);
    await withEngineOf(store, id, (engine, handle) =>
      explained(() => engine.remove(handle))
    );
    console.log(`Removed ${id}`);
  }
}
