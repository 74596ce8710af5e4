import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { codeOf, messageOf } from '../failure';
import { KubernetesError } from '../kubernetes-error';

/** A part of a kubeconfig: what its own format names it. */
export type Entry = Readonly<Record<string, unknown>>;

/** The files of a kubeconfig as one; relative paths in it are absolute. */
export interface Kubeconfig {
  readonly currentContext: string | undefined;
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
  readonly contexts: ReadonlyMap<string, Entry>;
}

/** Where a kubeconfig lies: the files of KUBECONFIG, else the one in the home. */
export function kubeconfigFiles(environment: NodeJS.ProcessEnv): string[] {
  const named = environment.KUBECONFIG?.split(delimiter).filter(Boolean) ?? [];
  return named.length > 0
    ? named
    : [join(environment.HOME ?? homedir(), '.kube', 'config')];
}

/**
 * Reads and joins the files as kubectl does: the first that names a thing wins,
 * and files that are not there are passed over.
 *
 * @throws KubernetesError `invalid-kubeconfig`
 */
export async function readKubeconfig(
  files: readonly string[]
): Promise<Kubeconfig> {
  let currentContext: string | undefined;
  const clusters = new Map<string, Entry>();
  const users = new Map<string, Entry>();
  const contexts = new Map<string, Entry>();
  for (const file of files) {
    const content = await parse(file);
    const folder = dirname(resolve(file));
    currentContext ??= text(content['current-context']) || undefined;
    for (const [into, list, key] of [
      [clusters, content.clusters, 'cluster'],
      [users, content.users, 'user'],
      [contexts, content.contexts, 'context']
    ] as const) {
      for (const { name, ...rest } of entries(list)) {
        const entry = rest[key];
        if (typeof name === 'string' && isEntry(entry) && !into.has(name)) {
          into.set(name, withAbsolutePaths(entry, folder));
        }
      }
    }
  }
  return { currentContext, clusters, users, contexts };
}

/** A value of a kubeconfig that is to be a text; '' where it is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function entries(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

async function parse(file: string): Promise<Entry> {
  let content: unknown;
  try {
    content = load(await readFile(file, 'utf8')) ?? {};
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return {};
    }
    // Of a YAML error only the first line: those below show the file, secrets too.
    const [why] = messageOf(error).split('\n');
    throw invalid(file, why);
  }
  if (!isEntry(content)) {
    throw invalid(file, 'it holds no mapping');
  }
  return content;
}

function invalid(file: string, why: string): KubernetesError {
  return new KubernetesError(
    'invalid-kubeconfig',
    `The kubeconfig ${file} cannot be read: ${why}`,
    'Correct the file, or set KUBECONFIG to another one.'
  );
}

/** The fields that hold a path, which is relative to the file. */
const PATHS = [
  'certificate-authority',
  'client-certificate',
  'client-key',
  'tokenFile'
];

function withAbsolutePaths(entry: Entry, folder: string): Entry {
  const paths = PATHS.filter(key => text(entry[key]) !== '').map(key => [
    key,
    absolute(text(entry[key]), folder)
  ]);
  const { exec } = entry;
  return {
    ...entry,
    ...Object.fromEntries(paths),
    // As for kubectl: a bare name is looked up on PATH.
    ...(isEntry(exec) &&
      text(exec.command).includes('/') && {
        exec: { ...exec, command: absolute(text(exec.command), folder) }
      })
  };
}

function absolute(path: string, folder: string): string {
  return isAbsolute(path) ? path : resolve(folder, path);
}
