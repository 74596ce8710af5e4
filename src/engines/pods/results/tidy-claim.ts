import * as z from 'zod';
import { podLog } from '../../../kubernetes/client/pod-log';
import { cannotRead } from './cannot-read';
import type { DataAccess } from './data-access';
import { READER } from './reader-pod';
import { makeReader, readerBegun, removeReader } from './start-reader';

/** How long a pod may take, in s. */
const LIFETIME = 3600;

/** How many runs can be named: they are in the spec of the pod. */
const MOST_RUNS = 10_000;

/** What was removed, or would be; cellway/runner/pod/tidy.py says what goes. */
const tidied = z.object({
  runs: z.int(),
  /** Of the cache. */
  records: z.int(),
  objects: z.int(),
  /** In all. */
  bytes: z.int(),
  /** How many of them could not be removed. */
  failed: z.int()
});

export type Tidied = z.infer<typeof tidied>;

export interface Tidying {
  /** How old is what goes, in days. */
  readonly days: number;
  /** The ids of runs that stay, however old they are. */
  readonly keep: readonly string[];
  /** Whether it is removed, or only counted. */
  readonly removes: boolean;
}

/**
 * Removes from a claim what runs have left that nobody wants any more.
 *
 * @throws EngineError `cannot-show`; KubernetesError; the reason of the signal
 */
export async function tidyClaim(
  access: DataAccess,
  { days, keep, removes }: Tidying,
  signal: AbortSignal
): Promise<Tidied> {
  if (keep.length > MOST_RUNS) {
    throw cannotRead(
      access,
      `${keep.length} runs of the namespace are on the cluster, and ${MOST_RUNS} can be told to stay`,
      'Remove some of them first.'
    );
  }
  const args = [
    '--days',
    String(days),
    ...keep.flatMap(each => ['--keep', each])
  ];
  const pod = await makeReader(
    access,
    {
      does: '--tidy',
      args: removes ? [...args, '--remove'] : args,
      seconds: LIFETIME
    },
    signal
  );
  try {
    await readerBegun(access, pod, signal);
    const { client, namespace } = access;
    const log = { namespace, pod: pod.name, container: READER, follow: true };
    let said = '';
    for await (const { text } of podLog(client, { ...log, signal })) {
      const told = parse(text);
      if (told) {
        return told;
      }
      said = `: ${text.slice(0, 500)}`;
    }
    throw cannotRead(
      access,
      `the pod that tidies up has ended too early${said}`,
      'Try again later.'
    );
  } finally {
    await removeReader(access, pod);
  }
}

function parse(line: string): Tidied | undefined {
  try {
    return tidied.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
