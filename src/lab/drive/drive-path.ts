import type { RunPlace } from '../api/service';

/** The drive under which executed notebooks are opened. */
export const DRIVE_NAME = 'Cellway';

/** What is added to the notebook's name, for people who see it in a tab. */
const ADDED = / \(run [^()/]*\)(?=\.[^./]+$|$)/;

/**
 * The path of a run's executed notebook:
 * `Cellway:ID/path/of/the/notebook (run 14.05.09).ipynb`.
 */
export function pathOfRun({ id, notebook }: RunPlace): string {
  const [, stem = notebook, extension = ''] =
    /^(.*[^/])(\.[^./]+)$/.exec(notebook) ?? [];
  return `${DRIVE_NAME}:${id}/${stem} (run ${nameOfRun(id)})${extension}`;
}

/** @returns undefined where the path, with or without the drive's name, is none of a run */
export function runOfPath(path: string): RunPlace | undefined {
  const local = path.replace(/^[^:/]*:/, '').replace(/^\//, '');
  const [, id, notebook] = /^([^/]+)\/(.+)$/.exec(local) ?? [];
  return id && notebook
    ? { id, notebook: notebook.replace(ADDED, '') }
    : undefined;
}

/** The local time at which a run was made, which its id says in UTC; else the id. */
function nameOfRun(id: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id);
  if (!match) {
    return id;
  }
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime())
    ? id
    : [date.getHours(), date.getMinutes(), date.getSeconds()]
        .map(each => String(each).padStart(2, '0'))
        .join('.');
}
