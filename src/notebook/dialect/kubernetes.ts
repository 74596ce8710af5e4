/**
 * The grammar of what Kubernetes accepts as names and quantities, so that a
 * bad one is told on the cell and not when a pod is refused. Source: the
 * Kubernetes documentation, "Object Names and IDs", "Labels and Selectors",
 * "Quantity".
 */

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^[A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?$/;
const QUANTITY =
  /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Names of Secrets, claims and most other objects: at most 253 characters. */
export function isSubdomain(name: string): boolean {
  return name.length <= 253 && SUBDOMAIN.test(name);
}

/** Names of volumes in a pod: a part of a subdomain, at most 63 characters. */
export function isLabel(name: string): boolean {
  return name.length <= 63 && !name.includes('.') && SUBDOMAIN.test(name);
}

/**
 * Keys of labels, annotations and resources: a name of at most 63 characters,
 * with a domain and a slash before it or not.
 */
export function isQualifiedName(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const domainIsGood = slash < 0 || isSubdomain(key.slice(0, slash));
  return domainIsGood && name.length <= 63 && NAME.test(name);
}

/** Values of labels: empty, or as the name in a key. */
export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && NAME.test(value));
}

/** Amounts such as `500m`, `1.5`, `4Gi`, `1e3`. */
export function isQuantity(value: string): boolean {
  return QUANTITY.test(value);
}

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60
};

/** The number that an amount stands for: 0.5 for `500m`; NaN where it is none. */
export function quantityValue(quantity: string): number {
  if (!isQuantity(quantity)) {
    return NaN;
  }
  const unit = /[A-Za-z]+$/.exec(quantity)?.[0] ?? '';
  const digits = quantity.slice(0, quantity.length - unit.length);
  return Number(digits) * FACTORS[unit];
}

/** Devices (`nvidia.com/gpu`) come in whole numbers, unlike CPU and memory. */
export function needsWholeNumber(resource: string): boolean {
  return resource.includes('/');
}

/** Keys of the data of a Secret. */
export function isSecretKey(key: string): boolean {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key);
}

/** Names of environment variables that every shell and container can hold. */
export function isVariableName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}
