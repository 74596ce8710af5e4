import { gzipSync } from 'node:zlib';
import type { ProjectFile } from '../../pods/project-files';
import type { RunPlan } from '../../pods/run-plan';

/** Everything that tasks run. */
export interface GivenCode {
  /** The bytes of the program that runs tasks. */
  readonly runner: Uint8Array;
  readonly plan: RunPlan;
  readonly files: readonly ProjectFile[];
  /** What tasks have to know besides. */
  readonly task: object;
}

/** Files by their names, in Base64: as much as one task can write. */
export type CodePart = readonly (readonly [name: string, content: string])[];

/**
 * How long the Base64 of a part is at most. Kubeflow's driver gets the whole
 * container of a task as one argument, of which Linux takes 128 KiB.
 */
const LARGEST = 112 * 1024;

/** Less than this is not begun in a part. */
const SMALLEST = 4 * 1024;

/**
 * The code of a run, in parts. An exported file has to hold all that it needs,
 * and no task has room for everything that the others need: so a task of its
 * own for each part writes it to an artifact, which all steps get.
 */
export function codeParts({
  runner,
  plan,
  files,
  task
}: GivenCode): CodePart[] {
  const parts: [string, string][][] = [
    [['runner.pyz', gzipSync(runner, { level: 9 }).toString('base64')]]
  ];
  const contents: [string, object][] = [
    ['task', task],
    ['plan', plan],
    ...(files.length > 0
      ? [['files', { files }] satisfies [string, object]]
      : [])
  ];
  for (const [name, content] of contents) {
    let rest = gzipSync(JSON.stringify(content), { level: 9 });
    for (let number = 0; rest.length > 0; number++) {
      let part = parts[parts.length - 1];
      let room = LARGEST - lengthOf(part);
      if (room < SMALLEST) {
        part = [];
        parts.push(part);
        room = LARGEST;
      }
      // Three bytes are four characters.
      const taken = Math.floor(room / 4) * 3;
      const numbered = `${name}.${String(number).padStart(3, '0')}`;
      part.push([numbered, rest.subarray(0, taken).toString('base64')]);
      rest = rest.subarray(taken);
    }
  }
  return parts;
}

function lengthOf(part: CodePart): number {
  return part.reduce((all, [, content]) => all + content.length, 0);
}
