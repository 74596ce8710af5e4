import { loadAll, YAMLException } from 'js-yaml';
import { readInputs, type KubeflowInput } from './read-inputs';

/** A file has no pipeline of Kubeflow. */
export class PipelineFileError extends Error {
  /** @param reason - why the text cannot be read; absent where it is something else */
  constructor(readonly reason?: string) {
    super(reason ?? 'This is no pipeline of Kubeflow.');
  }
}

/**
 * Reads the inputs with a default of a pipeline, whoever has compiled it.
 *
 * @param text - YAML or JSON
 * @throws PipelineFileError
 */
export function readPipelineFile(text: string): KubeflowInput[] {
  const inputs = readInputs(parse(text)[0]);
  if (!inputs) {
    throw new PipelineFileError();
  }
  return inputs;
}

function parse(text: string): unknown[] {
  try {
    return loadAll(text);
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new PipelineFileError(error.message);
    }
    throw error;
  }
}
