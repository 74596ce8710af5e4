import type { Node, Pod } from '../../../kubernetes/objects';
import { quantityValue } from '../../../notebook/dialect/kubernetes';

export interface Amount {
  readonly value: number;
  /** As Kubernetes writes it: `4Gi`. */
  readonly text: string;
}

/** What all containers of a pod ask for together; undefined where none does. */
export function amountAsked(
  { spec: { containers } }: Pod,
  resource: string
): Amount | undefined {
  const texts = containers.flatMap(
    ({ resources: { requests, limits } = {} }) =>
      requests?.[resource] ?? limits?.[resource] ?? []
  );
  const value = texts.reduce((sum, text) => sum + quantityValue(text), 0);
  if (texts.length === 0 || Number.isNaN(value)) {
    return undefined;
  }
  return {
    value,
    text: texts.length === 1 ? texts[0] : write(value, Math.ceil)
  };
}

/** What the largest node has for pods; undefined where no node is known. */
export function largestAmount(
  nodes: readonly Node[],
  resource: string
): Amount | undefined {
  const amounts = nodes.map(({ status }) => {
    const value = quantityValue(status?.allocatable?.[resource] ?? '0');
    return { value, text: write(value, Math.floor) };
  });
  return amounts.reduce<Amount | undefined>(
    (largest, each) =>
      largest === undefined || each.value > largest.value ? each : largest,
    undefined
  );
}

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti'];

/** Small numbers as they are, sizes in the unit that suits them. */
function write(value: number, round: (value: number) => number): string {
  const power =
    value < 10_000 ? 0 : Math.min(4, Math.floor(Math.log2(value) / 10));
  const steps = power === 0 ? 1000 : 10;
  return `${round((value / 1024 ** power) * steps) / steps}${UNITS[power]}`;
}
