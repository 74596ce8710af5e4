import type { RunPlace } from '../api/service';

/** The drive under which executed notebooks are opened. */
export const DRIVE_NAME = 'Cellway';

/** The path of a run's executed notebook: `Cellway:ID/path/of/the/notebook.ipynb`. */
export function pathOfRun({ id, notebook }: RunPlace): string {
  return `${DRIVE_NAME}:${id}/${notebook}`;
}

/** @returns undefined where the path, with or without the drive's name, is none of a run */
export function runOfPath(path: string): RunPlace | undefined {
  const local = path.replace(/^[^:/]*:/, '').replace(/^\//, '');
  const [, id, notebook] = /^([^/]+)\/(.+)$/.exec(local) ?? [];
  return id && notebook ? { id, notebook } : undefined;
}

/** When a run was made, by its id; undefined where the id does not say. */
export function timeOfRun(id: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id);
  if (!match) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
