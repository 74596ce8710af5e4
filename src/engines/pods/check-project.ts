import type { Diagnostic } from '../../pipeline/diagnostic';
import { LARGEST_PROJECT, type Project } from './project-files';

/** Says where the files of the notebook's folder cannot go along. */
export function checkProject({ excess }: Project): Diagnostic[] {
  return excess === undefined
    ? []
    : [
        {
          severity: 'warning',
          code: 'files-stay-behind',
          message: `The notebook's folder holds ${megabytes(excess)}, more than the ${megabytes(LARGEST_PROJECT)} that go along with a run: steps will not find its files. Put them on a volume of the notebook, or the notebook into a folder of its own.`,
          fixes: []
        }
      ];
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MiB`;
}
