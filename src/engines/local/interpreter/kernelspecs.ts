import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { jupyterPath } from './jupyter-paths';

const kernelJson = z.object({
  argv: z.array(z.string()).min(1),
  display_name: z.string().optional(),
  language: z.string().optional(),
  env: z.record(z.string(), z.string()).optional()
});

/** A kernel that is installed. */
export interface Kernelspec {
  /** The folder's name, in lower case: what notebooks name. */
  readonly name: string;
  readonly folder: string;
  readonly argv: readonly string[];
  readonly language: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** All kernels that Jupyter would offer; of those of the same name the one that it would take. */
export async function findKernelspecs(
  environment: NodeJS.ProcessEnv
): Promise<ReadonlyMap<string, Kernelspec>> {
  const found = new Map<string, Kernelspec>();
  for (const folder of jupyterPath(environment)) {
    const kernels = join(folder, 'kernels');
    const names = await readdir(kernels).catch(() => []);
    for (const name of names.sort()) {
      const spec = await readKernelspec(join(kernels, name), name);
      if (spec && !found.has(spec.name)) {
        found.set(spec.name, spec);
      }
    }
  }
  return found;
}

/** A folder without a kernel.json that can be read is no kernel, as for Jupyter. */
async function readKernelspec(
  folder: string,
  name: string
): Promise<Kernelspec | undefined> {
  try {
    const text = await readFile(join(folder, 'kernel.json'), 'utf8');
    const { argv, language, env } = kernelJson.parse(JSON.parse(text));
    return {
      name: name.toLowerCase(),
      folder,
      argv,
      language: language ?? 'python',
      environment: env ?? {}
    };
  } catch {
    return undefined;
  }
}
