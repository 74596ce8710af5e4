import { randomBytes } from 'node:crypto';

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** A new id. Ids sort by time: `20250131-235959-1f0c2a`, in UTC. */
export function newRunId(now: Date = new Date()): string {
  const [day, time] = now.toISOString().replace(/[-:]/g, '').split('T');
  return `${day}-${time?.slice(0, 6)}-${randomBytes(3).toString('hex')}`;
}

/** Whether a text can be the id of a run, and so the name of its folder. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}
