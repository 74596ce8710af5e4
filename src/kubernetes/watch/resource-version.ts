/**
 * Whether a resource version is a later one. They are whole numbers that only
 * grow (Kubernetes 1.35 promises it; etcd always gave such ones).
 * Where one is no number nobody knows, so it is taken for later.
 */
export function isLater(version: string, than: string): boolean {
  if (!/^\d+$/.test(version) || !/^\d+$/.test(than)) {
    return version !== than;
  }
  return BigInt(version) > BigInt(than);
}
