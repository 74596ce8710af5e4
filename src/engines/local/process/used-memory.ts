import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * How much memory processes use together, in bytes, as far as it is theirs
 * alone: pages of files can be taken back at any time, and what a process
 * shares with its forks counts once.
 *
 * @param limit - below it an estimate will do that is too high
 */
export async function usedMemory(
  pids: readonly number[],
  limit: number
): Promise<number> {
  // Shared pages count several times here, but it takes no time.
  const estimate = await total(pids, 'status', ['RssAnon', 'RssShmem']);
  return estimate <= limit
    ? estimate
    : total(pids, 'smaps_rollup', ['Pss_Anon', 'Pss_Shmem'], estimate);
}

/** Sums lines like `RssAnon:  116 kB` of a file in /proc (proc_pid_status(5)). */
async function total(
  pids: readonly number[],
  file: string,
  names: readonly string[],
  otherwise = 0
): Promise<number> {
  const texts = await Promise.all(
    pids.map(pid => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => ''))
  );
  const found = texts.flatMap(text =>
    names.flatMap(name => {
      const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text);
      return kilobytes ? [1024 * Number(kilobytes[1])] : [];
    })
  );
  return found.length === 0 ? otherwise : found.reduce((a, b) => a + b, 0);
}

/** The same where there is no /proc: all pages in memory of groups of processes. */
export async function usedByGroups(
  leaders: ReadonlySet<number>
): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', [
    '-A',
    '-o',
    'pgid=,rss='
  ]);
  return stdout
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(([group]) => leaders.has(group))
    .reduce((sum, [, kilobytes]) => sum + 1024 * kilobytes, 0);
}
