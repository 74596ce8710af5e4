/**
 * The field of a form in which a setting stands: `gpu` for
 * `resources.gpu.count`, `volumes` for `volumes[1].size`.
 */
export function fieldOfPath(path: string): string | undefined {
  return /^(?:resources\.)?(\w+)/.exec(path)?.[1];
}
