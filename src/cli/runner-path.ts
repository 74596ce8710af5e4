import { fileURLToPath } from 'node:url';

/** The program that executes steps; it lies beside the bundle. */
export const RUNNER = fileURLToPath(new URL('runner.pyz', import.meta.url));

/** The one that goes along in pipelines of Kubeflow. */
export const TASK_RUNNER = fileURLToPath(
  new URL('task-runner.pyz', import.meta.url)
);
