import type { Artifact } from '../../service/api/artifacts';

/** `DataFrame`: a type without the modules that it is in. */
export function shortType({ type, dtype }: Artifact): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return dtype === undefined || dtype === 'object' ? name : `${name} ${dtype}`;
}

/** `150 × 4`; '' for what has neither shape nor length. */
export function describeShape({ shape = [] }: Artifact): string {
  return shape.map(each => each.toLocaleString()).join(' × ');
}

/** `1.5 MB`: in powers of 1024, as file managers have it. */
export function describeBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  const digits = unit === 0 || amount >= 100 ? 0 : 1;
  return `${amount.toFixed(digits)} ${units[unit]}`;
}
