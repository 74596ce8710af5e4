import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Rule } from '../rule';

export interface Role {
  readonly kind: 'Role';
  readonly metadata: object;
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

/** The Role that docs/kubernetes.md tells to give to who uses Cellway. */
export function documentedRole(): Role {
  const text = readFileSync(
    join(__dirname, '../../../docs/kubernetes.md'),
    'utf8'
  );
  const [, manifest] = /```yaml\n([^`]*kind: Role\n[^`]*)```/.exec(text) ?? [];
  if (manifest === undefined) {
    throw new Error('docs/kubernetes.md has no Role.');
  }
  return load(manifest) as Role;
}

/** What a Role allows, one right at a time. */
export function rightsOf({ rules }: Role): Rule[] {
  return rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap(group =>
      resources.flatMap(each => {
        const [resource, subresource] = each.split('/');
        return verbs.map(verb => ({ verb, group, resource, subresource }));
      })
    )
  );
}
