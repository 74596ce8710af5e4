/** What the engine of a run is told besides. */
import { DEFAULT_ENGINE } from '../../engines/engines';
import { kubeflowOptions } from '../../engines/kubeflow/options';
import {
  meantContext,
  readClusterOptions,
  readOptionsFile,
  type ClusterWords
} from '../cluster-options';
import { CallError } from '../command';

/** As they are written in a call. */
export interface EngineWords extends ClusterWords {
  readonly host?: string;
}

type Told = Record<string, unknown>;

const READERS: Readonly<
  Record<string, (words: EngineWords) => Promise<Told | undefined>>
> = {
  [DEFAULT_ENGINE]: optionsHere,
  argo: optionsForArgo,
  kubeflow: optionsForKubeflow
};

/**
 * Says on the error stream where the run is made.
 *
 * @throws CallError
 */
export async function readEngineOptions(
  engine: string,
  words: EngineWords
): Promise<Told | undefined> {
  if (!Object.hasOwn(READERS, engine)) {
    throw new CallError(
      `--engine ${engine}: There is no engine '${engine}'. Try 'local', 'argo' or 'kubeflow'.`
    );
  }
  return READERS[engine](words);
}

async function optionsHere(words: EngineWords): Promise<undefined> {
  const [word] =
    Object.entries(words).find(([, text]) => text !== undefined) ?? [];
  if (word !== undefined) {
    throw new CallError(
      word === 'host'
        ? "--host is for Kubeflow: add '--engine kubeflow'."
        : `--${word} is for clusters: add '--engine argo'.`
    );
  }
  return undefined;
}

async function optionsForArgo({ host, ...words }: EngineWords): Promise<Told> {
  if (host !== undefined) {
    throw new CallError("--host is for '--engine kubeflow'.");
  }
  const read = await readClusterOptions(words);
  const found = await meantContext(read.context);
  const chosen = { ...read, namespace: read.namespace ?? found.namespace };
  console.error(
    `cellway: runs on the cluster '${found.context}', in the namespace '${chosen.namespace}'`
  );
  return {
    ...chosen,
    context: found.context,
    ...(found.program !== undefined && { program: found.program })
  };
}

/** The cluster below is asked where somebody names its context, and not otherwise. */
async function optionsForKubeflow({
  options: file,
  ...words
}: EngineWords): Promise<Told> {
  const read = await readOptionsFile(kubeflowOptions, file);
  const said = Object.entries(words).filter(([, word]) => word !== undefined);
  const chosen = { ...read, ...Object.fromEntries(said) };
  if (chosen.context === undefined) {
    return chosen;
  }
  const { program } = await meantContext(chosen.context);
  return { ...chosen, ...(program !== undefined && { program }) };
}
