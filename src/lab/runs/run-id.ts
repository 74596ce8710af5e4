/** A new id, as the command line makes them: `20250131-235959-1f0c2a`, in UTC. */
export function newRunId(now: Date = new Date()): string {
  const [day = '', time = ''] = now
    .toISOString()
    .replace(/[-:]/g, '')
    .split('T');
  const random = crypto.getRandomValues(new Uint8Array(3));
  const hex = Array.from(random, byte => byte.toString(16).padStart(2, '0'));
  return `${day}-${time.slice(0, 6)}-${hex.join('')}`;
}
