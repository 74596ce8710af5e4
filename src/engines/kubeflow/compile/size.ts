import { gzipSync } from 'node:zlib';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { Project, ProjectFile } from '../../pods/project-files';
import type { PipelineFile } from './pipeline-spec';

/** How many bytes the files of the notebook's folder may take in a pipeline, compressed. */
const LARGEST_FILES = 128 * 1024;

/** What the store of a cluster takes of one object, in bytes. */
const LARGEST_WORKFLOW = 1.5 * 1024 * 1024;

/**
 * How often Argo has what is in a task: in the inputs of its driver, in what
 * that makes of it, and in the inputs of the two nodes that run it.
 */
const COPIES = 4;

/** What Kubeflow adds for each task, in bytes. */
const AROUND = 8 * 1024;

/** The files that go along with a pipeline; none where they are too many. */
export function fittingFiles({ files, excess }: Project): {
  readonly files: readonly ProjectFile[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const size = excess ?? packedSize(files);
  if (size <= LARGEST_FILES) {
    return { files, diagnostics: [] };
  }
  const [has, most] = [size, LARGEST_FILES].map(each => Math.ceil(each / 1024));
  return {
    files: [],
    diagnostics: [
      {
        severity: 'warning',
        code: 'files-stay-behind',
        message: `The notebook's folder holds ${has} KiB, more than the ${most} KiB that go along with a pipeline of Kubeflow: steps will not find its files. Put them on a volume of the notebook, or the notebook into a folder of its own.`,
        fixes: []
      }
    ]
  };
}

function packedSize(files: readonly ProjectFile[]): number {
  return files.length === 0 ? 0 : gzipSync(JSON.stringify(files)).length;
}

/** Says where the cluster may not hold all that Kubeflow makes of a pipeline. */
export function checkSize({ pipeline }: PipelineFile): Diagnostic[] {
  const { components, deploymentSpec, root } = pipeline;
  const size = Object.values(root.dag.tasks).reduce((all, task) => {
    const component = components[task.componentRef.name];
    const executor = deploymentSpec.executors[component.executorLabel];
    const own = JSON.stringify([task, component, executor]).length;
    return all + COPIES * own + AROUND;
  }, JSON.stringify(pipeline).length);
  if (size <= LARGEST_WORKFLOW) {
    return [];
  }
  const tasks = Object.keys(root.dag.tasks).length;
  return [
    {
      severity: 'warning',
      code: 'large-for-kubeflow',
      message: `Kubeflow keeps a run as one object, which a cluster holds up to 1.5 MiB; this one, of ${tasks} tasks, comes to about ${(size / 1024 / 1024).toFixed(1)} MiB, and may fail. Merge steps, or run it with Argo Workflows.`,
      fixes: []
    }
  ];
}
