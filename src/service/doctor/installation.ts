import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { runningEnvironment } from '../../engines/local/interpreter/jupyter-paths';

const installation = z.object({
  /** The version of the Python that Cellway is installed in. */
  python: z.string(),
  /** Its version; null where it is not there. */
  jupyterlab: z.string().nullable(),
  /** Whether a Jupyter server would start Cellway's service. */
  serverExtension: z.boolean(),
  /** Whether JupyterLab would show Cellway. */
  labExtension: z.boolean(),
  /** Modules that the examples import and that are not there. */
  examplesLack: z.array(z.string())
});

export type Installation = z.infer<typeof installation> & {
  /** The Python program. */
  readonly program: string;
};

/**
 * What of Jupyter is installed beside Cellway.
 *
 * @returns undefined where no Python with Cellway is found
 */
export async function findInstallation(
  environment: NodeJS.ProcessEnv
): Promise<Installation | undefined> {
  const program = runningEnvironment(environment)?.python;
  if (program === undefined) {
    return undefined;
  }
  try {
    const { stdout } = await promisify(execFile)(
      program,
      ['-m', 'cellway.installation'],
      { env: environment }
    );
    return { program, ...installation.parse(JSON.parse(stdout)) };
  } catch {
    return undefined;
  }
}
