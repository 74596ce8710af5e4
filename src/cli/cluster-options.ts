/** What the command line says of clusters. */
import { readFile } from 'node:fs/promises';
import { load, YAMLException } from 'js-yaml';
import * as z from 'zod';
import { argoOptions, type ArgoOptions } from '../engines/argo/options';
import { listContexts } from '../kubernetes/connection/contexts';
import { CallError } from './command';
import { explained } from './explained';

/** As they are written in a call. */
export interface ClusterWords {
  readonly context?: string;
  readonly namespace?: string;
  readonly image?: string;
  /** The path of a YAML file. */
  readonly options?: string;
}

/** For `readArguments`. */
export const CLUSTER_ARGUMENTS = {
  context: { type: 'string' },
  namespace: { type: 'string' },
  image: { type: 'string' },
  options: { type: 'string' }
} as const;

/**
 * The options of the file, and those of the call over them.
 *
 * @throws CallError
 */
export async function readClusterOptions({
  options: file,
  ...words
}: ClusterWords): Promise<ArgoOptions> {
  const read = await readOptionsFile(argoOptions, file);
  const said = Object.entries(words).filter(([, word]) => word !== undefined);
  return { ...read, ...Object.fromEntries(said) };
}

/**
 * The options of an engine as a file has them.
 *
 * @throws CallError
 */
export async function readOptionsFile<T>(
  schema: z.ZodType<T>,
  file: string | undefined
): Promise<T> {
  const given: unknown = file === undefined ? {} : await readYaml(file);
  const read = schema.safeParse(given);
  if (!read.success) {
    throw new CallError(`--options ${file}: ${z.prettifyError(read.error)}`);
  }
  return read.data;
}

/**
 * The context that is meant, with what it logs in by. Who names a context at a
 * terminal, or has made it the current one, means its program too, as with kubectl.
 *
 * @throws CallError where there is none
 */
export async function meantContext(
  name: string | undefined
): Promise<{ context: string; namespace: string; program?: string }> {
  const contexts = await explained(() => listContexts(process.env));
  const found = contexts.find(each =>
    name === undefined ? each.isCurrent : each.name === name
  );
  if (!found) {
    const names = contexts.map(each => each.name).join(', ');
    throw new CallError(
      names === ''
        ? 'No cluster is known here: there is no kubeconfig with a context. Put one into ~/.kube/config, or name it in KUBECONFIG.'
        : `--context ${name ?? ''}: The kubeconfig has the contexts ${names}.`
    );
  }
  const { namespace, program } = found;
  return {
    context: found.name,
    namespace,
    ...(program !== undefined && { program })
  };
}

async function readYaml(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new CallError(`--options ${path}: This file cannot be read.`);
  }
  try {
    return load(text) ?? {};
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new CallError(`--options ${path}: ${error.message}`);
    }
    throw error;
  }
}
