import { basename } from 'node:path';
import { compileScript } from '../../engines/script/compile-script';
import { buildPipeline } from '../../pipeline/build';
import { CallError } from '../command';
import type { CompileCall, Compiled } from './call';

/** @throws CallError for an option that a script knows nothing of */
export async function compileToScript({
  path,
  notebook,
  analyser,
  options
}: CompileCall): Promise<Compiled> {
  const [foreign] = Object.entries(options).filter(
    ([, value]) => value !== undefined
  );
  if (foreign) {
    throw new CallError(
      `--${foreign[0]} is for '--engine argo' or 'kubeflow': a script gets its parameters when it is run.`
    );
  }
  const built = buildPipeline(notebook, analyser);
  return compileScript(basename(path), notebook, built, analyser);
}
