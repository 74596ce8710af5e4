import type { PipelineFile } from './compile/pipeline-spec';
import { writeYaml } from '../pods/write-yaml';

/** A pipeline as a file that Kubeflow's pages, SDK and API take. */
export function writeFile({ pipeline, platform }: PipelineFile): string {
  return writeYaml([pipeline, platform]);
}
