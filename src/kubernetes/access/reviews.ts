import { callJson, type Call, type CallOptions } from '../client/call';
import type { KubernetesClient } from '../client/kubernetes-client';
import type { Rule } from '../rule';
import type { Grant } from './grants';

/**
 * What the API server says about us. Everybody who is logged in may ask
 * (system:basic-user), and nothing is made by it.
 */
type Review =
  'selfsubjectaccessreviews' | 'selfsubjectrulesreviews' | 'selfsubjectreviews';

/** All that we may do in a namespace, as far as the cluster can tell. */
export async function reviewRules(
  client: KubernetesClient,
  namespace: string,
  options: CallOptions
): Promise<{ readonly grants: readonly Grant[]; readonly isWhole: boolean }> {
  const { status } = await review<{
    resourceRules?: readonly Grant[] | null;
    incomplete?: boolean;
  }>(client, 'selfsubjectrulesreviews', { namespace }, options);
  return {
    grants: status.resourceRules ?? [],
    isWhole: status.incomplete !== true
  };
}

/** Whether we may do one thing; in the whole cluster where no namespace is given. */
export async function reviewAccess(
  client: KubernetesClient,
  rule: Rule,
  namespace: string | undefined,
  options: CallOptions
): Promise<{ readonly isAllowed: boolean; readonly reason: string }> {
  const { verb, group, resource, subresource } = rule;
  const { status } = await review<{ allowed: boolean; reason?: string }>(
    client,
    'selfsubjectaccessreviews',
    {
      resourceAttributes: { namespace, verb, group, resource, subresource }
    },
    options
  );
  return { isAllowed: status.allowed, reason: status.reason ?? '' };
}

/** As whom the cluster knows us; undefined where it is too old to say (before 1.28). */
export async function reviewUser(
  client: KubernetesClient,
  options: CallOptions
): Promise<string | undefined> {
  try {
    const { status } = await review<{ userInfo?: { username?: string } }>(
      client,
      'selfsubjectreviews',
      undefined,
      options
    );
    return status.userInfo?.username;
  } catch {
    options.signal?.throwIfAborted();
    return undefined;
  }
}

function review<S>(
  { channel }: KubernetesClient,
  resource: Review,
  spec: unknown,
  options: CallOptions
): Promise<{ readonly status: S }> {
  const isOfUser = resource === 'selfsubjectreviews';
  const group = isOfUser ? 'authentication.k8s.io' : 'authorization.k8s.io';
  const kind = isOfUser
    ? 'SelfSubjectReview'
    : resource === 'selfsubjectrulesreviews'
      ? 'SelfSubjectRulesReview'
      : 'SelfSubjectAccessReview';
  const call: Call = {
    method: 'POST',
    path: `/apis/${group}/v1/${resource}`,
    body: { apiVersion: `${group}/v1`, kind, spec },
    rule: { verb: 'create', group, resource, isNamespaced: false },
    kind,
    isRepeatable: true
  };
  return callJson(channel, call, options);
}
