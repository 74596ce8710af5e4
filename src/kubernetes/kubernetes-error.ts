import type { Rule } from './rule';

export type KubernetesErrorCode =
  /** No answer, or one that is not Kubernetes'. */
  | 'unreachable'
  /** The answer tells of a fault within the cluster. */
  | 'server-failed'
  /** The cluster does not know who asks. */
  | 'unauthorized'
  /** A right is missing: `about.rule` says which. */
  | 'forbidden'
  /** A policy of the cluster (admission) refuses this object. */
  | 'refused'
  | 'quota'
  | 'not-found'
  | 'conflict'
  /** The object is wrong: `about.fields` says where. */
  | 'invalid'
  | 'too-many-requests'
  /** What was known of the past is too old to go on from. */
  | 'expired'
  /** A container has no log yet. */
  | 'not-started'
  /** The kubeconfig, or a context in it, cannot be used. */
  | 'invalid-kubeconfig'
  | 'no-such-context'
  /** The context runs a program that nobody has agreed to. */
  | 'program-not-agreed'
  /** The namespace is not one of those that Cellway may use. */
  | 'namespace-not-open'
  /** A name or a namespace that Kubernetes cannot have. */
  | 'invalid-name';

/** What an error is about, as far as it is known. */
export interface KubernetesSubject {
  readonly resource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The right that is missing. */
  readonly rule?: Rule;
  /** The fields that are wrong: `spec.volumes[0].name`. */
  readonly fields?: readonly string[];
  /** The reason in the server's own word: `AlreadyExists`. */
  readonly reason?: string;
  /** The program that is to be agreed to. */
  readonly program?: string;
  /** Whether the cluster may have done it although no answer came. */
  readonly isUncertain?: boolean;
}

/** The cluster cannot be reached, or does not do what it is asked. */
export class KubernetesError extends Error {
  constructor(
    readonly code: KubernetesErrorCode,
    message: string,
    /** What the person can do about it, in words that hold on every surface: no command, no button. */
    readonly hint: string,
    readonly about: KubernetesSubject = {}
  ) {
    super(message);
    this.name = 'KubernetesError';
  }
}

/** Whether a cluster does not answer now, rather than that it refuses. */
export function isPassing(error: unknown): error is KubernetesError {
  return (
    error instanceof KubernetesError &&
    ['unreachable', 'server-failed', 'too-many-requests'].includes(error.code)
  );
}
