import { podLog } from '../../../kubernetes/client/pod-log';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import { explainEnd } from '../reasons/explain-end';
import { cannotRead } from './cannot-read';
import type { DataAccess } from './data-access';
import { IncomingFile, type WantedFile } from './incoming-file';
import {
  parseReaderLine,
  type PieceLine,
  type ReaderLine
} from './reader-line';
import { READER } from './reader-pod';
import { makeReader, readerBegun, removeReader } from './start-reader';

/** How many files one pod is asked for: their paths are in its spec. */
const MOST_PATHS = 1000;

/** How many pods in a row may bring nothing. */
const MOST_FAILURES = 3;

/** How long a pod may be there, in s, and how many bytes it has a second for beyond that. */
const LIFETIME = 900;
const SLOWEST = 1024 * 1024;

/** A file that could not be had. */
export interface UnreadFile {
  readonly file: WantedFile;
  /** Why, as a part of a sentence. */
  readonly reason: string;
  /** Whether there is none. */
  readonly isMissing: boolean;
}

/**
 * Fetches files that a run has left, and writes each where it is wanted:
 * whole and with the right hash, or not at all. What a log has lost, another
 * pod brings.
 *
 * @returns those of them that cannot be had
 * @throws EngineError `cannot-show`; KubernetesError; the reason of the signal
 */
export async function readData(
  access: DataAccess,
  files: readonly WantedFile[],
  signal: AbortSignal
): Promise<UnreadFile[]> {
  const unread: UnreadFile[] = [];
  let incoming = files.map(each => new IncomingFile(each));
  let failures = 0;
  try {
    while (incoming.length > 0) {
      const [first] = incoming;
      const before = first.at;
      const reader = new DataReader(access, incoming.slice(0, MOST_PATHS));
      unread.push(...(await reader.read(signal)));
      incoming = incoming.filter(each => !reader.done.has(each));
      const hasBrought = reader.done.size > 0 || first.at > before;
      failures = hasBrought ? 0 : failures + 1;
      if (failures === MOST_FAILURES) {
        throw cannotRead(
          access,
          `${failures} pods have ended before they had brought anything${reader.lastWords}`,
          'Try again later; if it stays so, ask who runs the cluster why pods do not last.'
        );
      }
    }
  } finally {
    await Promise.all(incoming.map(each => each.discard()));
  }
  return unread;
}

/** One pod that reads. */
class DataReader {
  /** What needs no further pod. */
  readonly done = new Set<IncomingFile>();
  private readonly _unread: UnreadFile[] = [];
  private _said = '';

  constructor(
    private readonly _access: DataAccess,
    private readonly _files: readonly IncomingFile[]
  ) {}

  /** The last that the pod said of itself, as an end of a sentence. */
  get lastWords(): string {
    return this._said === '' ? '' : `: ${this._said}`;
  }

  async read(signal: AbortSignal): Promise<readonly UnreadFile[]> {
    const access = this._access;
    const files = this._files.map(each => each.wanted);
    const bytes = files.reduce((sum, { size = 0 }) => sum + size, 0);
    const pod = await makeReader(
      access,
      {
        does: '--read',
        args: [
          '--from',
          String(this._files[0].at),
          ...files.map(each => each.path)
        ],
        seconds: LIFETIME + Math.ceil(bytes / SLOWEST)
      },
      signal
    );
    try {
      await readerBegun(access, pod, signal);
      if (!(await this._follow(pod.name, signal))) {
        await this._askWhy(pod.name, signal);
      }
    } catch (error) {
      // Somebody has removed it: another one may fare better.
      if (!(error instanceof KubernetesError && error.code === 'not-found')) {
        throw error;
      }
      this._said = error.message;
    } finally {
      await removeReader(access, pod);
    }
    return this._unread;
  }

  /** @returns false where the log has ended, and not all has come */
  private async _follow(pod: string, signal: AbortSignal): Promise<boolean> {
    const { client, namespace } = this._access;
    const log = { namespace, pod, container: READER, follow: true, signal };
    for await (const { text } of podLog(client, log)) {
      const line = parseReaderLine(text);
      if (!line) {
        this._said = text.slice(0, 500);
      } else if (!(await this._take(line))) {
        return true;
      }
      if (this.done.size === this._files.length) {
        return true;
      }
    }
    return false;
  }

  private async _askWhy(name: string, signal: AbortSignal): Promise<void> {
    const { client, namespace } = this._access;
    const pod = await client.get('pods', name, { namespace, signal });
    this._said = explainEnd(pod, {}, '', { said: this._said }).message;
  }

  /** @returns false where something is lost, so that the rest is of no use */
  private async _take(line: ReaderLine): Promise<boolean> {
    const file = this._files.at(line.file);
    if (!file || this.done.has(file)) {
      return true;
    }
    if ('at' in line) {
      return file.take(line);
    }
    const { hash } = file.wanted;
    if ('sha256' in line && (hash ?? line.sha256) === line.sha256) {
      if (!(await file.finish(line.size, line.sha256))) {
        return false;
      }
    } else {
      this._unread.push({
        file: file.wanted,
        reason: whyUnread(line),
        isMissing: 'missing' in line
      });
      await file.discard();
    }
    this.done.add(file);
    return true;
  }
}

function whyUnread(line: Exclude<ReaderLine, PieceLine>): string {
  return 'missing' in line
    ? 'it is no longer there'
    : 'problem' in line
      ? line.problem
      : 'it is damaged there';
}
