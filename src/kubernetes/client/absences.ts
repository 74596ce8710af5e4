import type { Channel } from '../connection/channel';

/**
 * How long a server that was away may refuse what it allows, in ms: one that
 * starts answers before it has read the rights.
 */
const SETTLING = 20_000;

const absences = new WeakMap<Channel, number>();

/** A server has not answered, or has cut a stream off. */
export function noteAbsence(channel: Channel): void {
  absences.set(channel, Date.now());
}

/** Whether a right that the server does not know may be one that it has not read yet. */
export function mayBeSettling(channel: Channel): boolean {
  const last = absences.get(channel);
  return last !== undefined && Date.now() - last < SETTLING;
}
