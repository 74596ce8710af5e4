import type { Node, Pod } from '../../../kubernetes/objects';
import { quantityValue } from '../../../notebook/dialect/kubernetes';

export interface Amount {
  readonly value: number;
  /** As Kubernetes writes it: `4Gi`. */
  readonly text: string;
}

/**
 * What all containers of a pod ask for together; undefined where none does. It
 * is told as what the step itself asks for: Argo's part is small.
 */
export function amountAsked(
  { spec: { containers } }: Pod,
  resource: string
): Amount | undefined {
  const asked = containers.flatMap(
    ({ name, resources: { requests, limits } = {} }) => {
      const text = requests?.[resource] ?? limits?.[resource];
      return text === undefined ? [] : [{ name, text }];
    }
  );
  const value = asked.reduce((sum, each) => sum + quantityValue(each.text), 0);
  if (asked.length === 0 || Number.isNaN(value)) {
    return undefined;
  }
  const own = asked.find(each => each.name === 'main');
  return { value, text: own?.text ?? writeAmount(value, Math.ceil) };
}

/** What the largest node has for pods; undefined where no node is known. */
export function largestAmount(
  nodes: readonly Node[],
  resource: string
): Amount | undefined {
  const amounts = nodes.map(({ status }) => {
    const value = quantityValue(status?.allocatable?.[resource] ?? '0');
    return { value, text: writeAmount(value, Math.floor) };
  });
  return amounts.reduce<Amount | undefined>(
    (largest, each) =>
      largest === undefined || each.value > largest.value ? each : largest,
    undefined
  );
}

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti'];

/** Small numbers as they are, sizes in the unit that suits them. */
export function writeAmount(
  value: number,
  round: (value: number) => number
): string {
  const power =
    value < 10_000 ? 0 : Math.min(4, Math.floor(Math.log2(value) / 10));
  const steps = power === 0 ? 1000 : 10;
  return `${round((value / 1024 ** power) * steps) / steps}${UNITS[power]}`;
}

const WORDS: Readonly<Record<string, string>> = {
  cpu: 'processors',
  memory: 'of memory',
  'ephemeral-storage': 'of disk'
};

/** `4 nvidia.com/gpu`, `2Gi of memory`, `the processors that it asks for` */
export function describeAmount(resource: string, amount?: string): string {
  const unit = WORDS[resource] ?? resource;
  if (amount === undefined) {
    return `the ${unit.replace('of ', '')} that it asks for`;
  }
  const isLong = /^\d{5,}(\.\d+)?$/.test(amount);
  return `${isLong ? writeAmount(Number(amount), Math.ceil) : amount} ${unit}`;
}
