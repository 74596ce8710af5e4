import { basename } from 'node:path';
import { compileScript } from '../../engines/script/compile-script';
import { buildPipeline } from '../../pipeline/build';
import { createAnalyser } from '../analyser';
import { CallError, readArguments, type Command } from '../command';
import { describeDiagnostic } from '../describe-pipeline';
import { readNotebook } from '../notebook-file';
import { checkOutputPath, writeOutput } from '../run/output-path';

export const compile: Command = {
  summary: 'write a notebook as a Python script',
  usage: `Usage: cellway compile NOTEBOOK --engine script [-o FILE]

Writes the code of a notebook as one plain Python script, in the notebook's
order: run in its folder, it gives what Run All gives, and needs nothing of
Cellway. Parameters become options of its command line, text cells comments.

      --engine ENGINE  script; argo and kubeflow are to come
  -o, --output FILE    write it there, not to the standard output

Exit code: 0, or 2 if the notebook does something that a script cannot.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      engine: { type: 'string' },
      output: { type: 'string', short: 'o' }
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) {
      throw new CallError(
        "Name one notebook: 'cellway compile NOTEBOOK --engine script'."
      );
    }
    checkEngine(values.engine);
    const notebook = await readNotebook(path);
    const output =
      values.output === undefined
        ? undefined
        : await checkOutputPath(values.output, path);
    const analyser = await createAnalyser();
    const { text, diagnostics } = compileScript(
      basename(path),
      notebook,
      buildPipeline(notebook, analyser),
      analyser
    );
    for (const each of diagnostics) {
      // As of a run: what makes no difference is not told where all went well.
      if (text === undefined || each.severity !== 'info') {
        console.error(`${path}: ${describeDiagnostic(each, notebook)}`);
      }
    }
    if (text === undefined) {
      return 2;
    }
    if (output === undefined) {
      process.stdout.write(text);
    } else {
      await writeOutput(output, text);
    }
    return 0;
  }
};

/** @throws CallError */
function checkEngine(engine: string | undefined): void {
  if (engine === 'argo' || engine === 'kubeflow') {
    throw new CallError(
      `--engine ${engine}: Cellway cannot compile for ${engine} yet. It can write a script: '--engine script'.`
    );
  }
  if (engine !== 'script') {
    throw new CallError(
      engine === undefined
        ? "Say what to compile for: '--engine script'."
        : `--engine ${engine}: There is no such engine. Try '--engine script'.`
    );
  }
}
