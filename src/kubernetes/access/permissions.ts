import type { CallOptions } from '../client/call';
import type { KubernetesClient } from '../client/kubernetes-client';
import { RESOURCES, type Resource, type Verb } from '../resources';
import type { Rule } from '../rule';
import { grants } from './grants';
import { reviewAccess, reviewRules, reviewUser } from './reviews';
import { roleManifest } from './role-manifest';

export interface Permission {
  readonly rule: Rule;
  readonly isAllowed: boolean;
}

export interface Permissions {
  /** In the order of what was asked. */
  readonly answers: readonly Permission[];
  readonly missing: readonly Rule[];
  /** As whom the cluster knows us, where it says so. */
  readonly user: string | undefined;
  /** What would give the missing rights, to be copied and applied by who may; '' where none is missing. */
  readonly manifest: string;
}

/** How many questions are asked at once. */
const AT_ONCE = 6;

/**
 * Which of the wanted rights there are in a namespace. The server decides
 * again at each request: this is to say beforehand what will not work.
 *
 * @throws KubernetesError
 */
export async function permissions(
  client: KubernetesClient,
  namespace: string,
  wanted: readonly Rule[],
  options: CallOptions = {}
): Promise<Permissions> {
  const [rules, user] = await Promise.all([
    reviewRules(client, client.open(namespace), options),
    reviewUser(client, options)
  ]);
  const answers: Permission[] = [];
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const some = wanted.slice(start, start + AT_ONCE).map(async rule => {
      const isLocal = rule.isNamespaced !== false;
      // What a RoleBinding gives is of no use outside its namespace.
      if (isLocal && rules.grants.some(grant => grants(grant, rule))) {
        return { rule, isAllowed: true };
      }
      if (isLocal && rules.isWhole) {
        return { rule, isAllowed: false };
      }
      // Often not whole: authorizers other than RBAC cannot list their rules.
      const where = isLocal ? namespace : undefined;
      return { rule, ...(await reviewAccess(client, rule, where, options)) };
    });
    for (const { rule, isAllowed } of await Promise.all(some)) {
      answers.push({ rule, isAllowed });
    }
  }
  const missing = answers.flatMap(({ rule, isAllowed }) =>
    isAllowed ? [] : [rule]
  );
  const manifest = roleManifest(missing, namespace, user);
  return { answers, missing, user, manifest };
}

/** The rules for some verbs on a resource, to ask permissions for. */
export function rulesFor(
  resource: Resource,
  verbs: readonly Verb[],
  subresource?: string
): Rule[] {
  const { group, isNamespaced } = RESOURCES[resource];
  return verbs.map(verb => ({
    verb,
    group,
    resource,
    ...(subresource !== undefined && { subresource }),
    isNamespaced
  }));
}
