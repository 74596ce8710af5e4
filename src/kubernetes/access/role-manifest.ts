import { createHash } from 'node:crypto';
import { describeRule, ruleResource, type Rule } from '../rule';

/**
 * The YAML of the roles that hold some rules, and of what gives them to a
 * user; '' for none. Rights in the whole cluster become a ClusterRole.
 *
 * @param user - as the cluster knows him or her; to be filled in where it is not known
 */
export function roleManifest(
  rules: readonly Rule[],
  namespace: string,
  user: string | undefined
): string {
  const local = rules.filter(rule => rule.isNamespaced !== false);
  const global = rules.filter(rule => rule.isNamespaced === false);
  return [
    ...(local.length > 0 ? role('', local, namespace, user) : []),
    ...(global.length > 0 ? role('Cluster', global, namespace, user) : [])
  ].join('---\n');
}

function role(
  scope: '' | 'Cluster',
  rules: readonly Rule[],
  namespace: string,
  user: string | undefined
): string[] {
  const name = nameFor(rules, user);
  const metadata =
    scope === ''
      ? `metadata:\n  name: ${name}\n  namespace: ${namespace}\n`
      : `metadata:\n  name: ${name}\n`;
  return [
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${scope}Role\n${metadata}rules:\n${ruleLines(rules)}`,
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${scope}RoleBinding\n${metadata}` +
      `roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${scope}Role\n  name: ${name}\n` +
      `subjects:\n${subject(user)}`
  ];
}

/**
 * A name of its own for these rights of this user: applied, it takes nothing
 * away from what was given before, to him or to others.
 */
function nameFor(rules: readonly Rule[], user: string | undefined): string {
  const what = JSON.stringify([user, rules.map(describeRule).sort()]);
  const hash = createHash('sha256').update(what).digest('hex');
  return `cellway-${hash.slice(0, 8)}`;
}

/** Resources of one group with the same verbs are one rule. */
function ruleLines(rules: readonly Rule[]): string {
  const verbs = new Map<string, { rule: Rule; verbs: string[] }>();
  for (const rule of rules) {
    const key = `${rule.group} ${ruleResource(rule)}`;
    const entry = verbs.get(key) ?? { rule, verbs: [] };
    entry.verbs = [...new Set([...entry.verbs, rule.verb])];
    verbs.set(key, entry);
  }
  const lines = new Map<
    string,
    { group: string; resources: string[]; verbs: string[] }
  >();
  for (const { rule, verbs: own } of verbs.values()) {
    const key = `${rule.group} ${own.join()}`;
    const line = lines.get(key) ?? {
      group: rule.group,
      resources: [],
      verbs: own
    };
    line.resources.push(ruleResource(rule));
    lines.set(key, line);
  }
  return [...lines.values()]
    .map(
      ({ group, resources, verbs: own }) =>
        `  - apiGroups: ${flow([group])}\n    resources: ${flow(resources)}\n    verbs: ${flow(own)}\n`
    )
    .join('');
}

/** JSON is YAML, and quotes what has to be. */
function flow(values: readonly string[]): string {
  return `[${values.map(value => JSON.stringify(value)).join(', ')}]`;
}

function subject(user: string | undefined): string {
  const [, namespace, name] =
    /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user ?? '') ?? [];
  return name !== undefined
    ? `  - kind: ServiceAccount\n    name: ${name}\n    namespace: ${namespace}\n`
    : `  - kind: User\n    name: ${JSON.stringify(user ?? 'YOUR USER NAME')}\n    apiGroup: rbac.authorization.k8s.io\n`;
}
