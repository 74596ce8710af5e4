import type { Step } from '../../pipeline/model';
import type { KeyCode, KeyFacts, KeyItem } from '../../runs/cache/step-key';
import type { PythonEnvironment } from '../../runs/python-environment';
import type { RestoredItem, StepRequest } from '../../runs/step-request';
import type { Results } from '../requests/restore-list';

/** What all steps of a run are given alike. */
export interface Circumstances {
  readonly python: Pick<
    PythonEnvironment,
    'implementation' | 'version' | 'platform'
  >;
  /** Of the interpreter, before the script. */
  readonly options: readonly string[];
  /** SHA-256 of the program that runs steps. */
  readonly runner: string;
  /** All environment variables, without those of the step. */
  readonly environment: Readonly<Record<string, string>>;
  /** The normalised code of each definition, by its id. */
  readonly definitions: ReadonlyMap<string, string>;
}

/** Variables that Python, the system's and other libraries read for themselves. */
const READ_UNSEEN = new RegExp(
  '^(PYTHON|LC_|LD_|DYLD_|MALLOC_|GLIBC_|XDG_|MPL|JOBLIB_|LOKY_|SKLEARN_|NUMBA_|OMP_|KMP_|MKL_|' +
    'OPENBLAS_|BLIS_|NUMEXPR_|CUDA_|CUBLAS_|XLA_|JAX_|TF_|TORCH|PYTORCH_|HF_|TRANSFORMERS_)' +
    '|^(HOME|TZ|LANG|LANGUAGE)$'
);

/**
 * @param results - of the steps that this one takes something from
 */
export function keyFacts(
  { python, options, runner, environment, definitions }: Circumstances,
  step: Step,
  request: StepRequest,
  results: Results
): KeyFacts {
  const { implementation, version, platform } = python;
  const unseen = Object.entries(environment).filter(([name]) =>
    READ_UNSEEN.test(name)
  );
  const cells = request.cells.flatMap(({ index, source, count }, i) => {
    const { code } = step.cells[i];
    return code === '' ? [] : [{ code, source, place: [index, count] }];
  });
  return {
    interpreter: { implementation, version, platform, options },
    runner,
    folder: request.folder,
    environment: { ...Object.fromEntries(unseen), ...request.environment },
    restore: request.restore.map(each => keyItem(each, definitions, results)),
    cells,
    outputs: request.outputs,
    states: request.states,
    outputLimit: request.outputLimit
  };
}

function keyItem(
  item: RestoredItem,
  definitions: Circumstances['definitions'],
  results: Results
): KeyItem {
  switch (item.kind) {
    case 'definition': {
      const { kind, id, names, source, cell, line, count } = item;
      const code: KeyCode = {
        code: definitions.get(id) ?? source,
        source,
        place: [cell, line, count]
      };
      return { kind, id, names, ...code };
    }
    case 'value':
      return { ...item, definitions: definitionsIn(item.object, results) };
    case 'parameter':
    case 'state':
      return item;
  }
}

/** What an object refers to by name is not in its bytes. */
function definitionsIn(hash: string, results: Results): string[] {
  const objects = [...results.values()].flatMap(each => each.objects);
  const ids = objects
    .filter(each => each.hash === hash)
    .flatMap(each => each.definitions ?? []);
  return [...new Set(ids)].sort();
}
