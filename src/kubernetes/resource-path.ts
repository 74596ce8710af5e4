import { KubernetesError } from './kubernetes-error';
import { RESOURCES, type Resource } from './resources';

/** A DNS label of RFC 1123: namespaces and containers. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Labels with dots between, which most objects are named by. */
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The path of a resource, or of an object with a name.
 *
 * @throws KubernetesError `invalid-name`
 */
export function resourcePath(
  resource: Resource,
  namespace: string,
  name?: string
): string {
  const { group, version, isNamespaced } = RESOURCES[resource];
  return [
    group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
    ...(isNamespaced
      ? [`namespaces/${checkLabel('namespace', namespace)}`]
      : []),
    resource,
    ...(name === undefined ? [] : [checkName(name)])
  ].join('/');
}

/** @throws KubernetesError `invalid-name` */
export function checkName(name: string): string {
  if (name.length > 253 || !SUBDOMAIN.test(name)) {
    throw invalidName('name', name);
  }
  return name;
}

/** @throws KubernetesError `invalid-name` */
export function checkLabel(
  what: 'namespace' | 'container',
  name: string
): string {
  if (!LABEL.test(name)) {
    throw invalidName(what, name);
  }
  return name;
}

function invalidName(what: string, name: string): KubernetesError {
  return new KubernetesError(
    'invalid-name',
    `'${name}' is no ${what} that Kubernetes can have.`,
    'Names are lower case letters, digits and hyphens, and begin and end with a letter or a digit.',
    { name }
  );
}
