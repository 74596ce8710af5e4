import type { Channel } from '../connection/channel';
import {
  KubernetesError,
  type KubernetesErrorCode,
  type KubernetesSubject
} from '../kubernetes-error';
import { describeRule } from '../rule';
import type { Call } from './call';

/** What the API server says where it does not do a thing (meta/v1 Status). */
export interface Status {
  readonly kind: 'Status';
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: {
    readonly name?: string;
    readonly causes?: readonly {
      readonly reason?: string;
      readonly message?: string;
      readonly field?: string;
    }[];
  };
}

/** What to say where the server refused or failed. */
export function explainAnswer(
  channel: Channel,
  call: Call,
  status: number,
  body: string
): KubernetesError {
  const said = parseStatus(body);
  if (!said && status !== 401 && status !== 429) {
    return new KubernetesError(
      status >= 500 ? 'server-failed' : 'unreachable',
      `What answers at ${channel.server} is no Kubernetes (status ${status}).`,
      'Check the address in the kubeconfig, and whether a proxy or a login page is in between.',
      uncertainty(call, status)
    );
  }
  return explainStatus(call, { ...said, kind: 'Status', code: status });
}

/** As explainAnswer, of a Status that has come by itself. */
export function explainStatus(call: Call, status: Status): KubernetesError {
  const { code, hint } = classify(call, status);
  const { rule, namespace, name } = call;
  const fields = fieldsOf(status);
  const about: KubernetesSubject = {
    resource: rule.resource,
    namespace,
    name,
    ...(code === 'forbidden' && { rule }),
    ...(fields.length > 0 && { fields }),
    ...(status.reason && { reason: status.reason }),
    ...uncertainty(call, status.code)
  };
  const message = `Cannot ${describe(call)}: ${wordsOf(status)}`;
  return new KubernetesError(code, message, hint, about);
}

/** A server that fails may have done it before. */
function uncertainty(
  { isRepeatable }: Call,
  status = 0
): Pick<KubernetesSubject, 'isUncertain'> {
  return status >= 500 && !isRepeatable ? { isUncertain: true } : {};
}

/** `create Workflow 'a' in the namespace 'b'` */
function describe({ rule, kind, namespace, name }: Call): string {
  const what =
    name !== undefined
      ? `${kind} '${name}'`
      : rule.verb === 'create'
        ? kind
        : `${rule.resource}`;
  const part = rule.subresource ? `the ${rule.subresource} of ` : '';
  const where =
    namespace !== undefined && rule.isNamespaced !== false
      ? ` in the namespace '${namespace}'`
      : '';
  return `${rule.verb} ${part}${what}${where}`;
}

/** What the kubelet says of a container that has not begun (validateContainerLogStatus). */
const NO_LOG_YET = /is waiting to start|is not available$/;

interface Class {
  readonly code: KubernetesErrorCode;
  readonly hint: string;
}

function classify(call: Call, status: Status): Class {
  const { code, reason, message = '' } = status;
  const { rule } = call;
  switch (code) {
    case 400:
      return NO_LOG_YET.test(message)
        ? { code: 'not-started', hint: 'Wait until the container has started.' }
        : invalid(status);
    case 401:
      return {
        code: 'unauthorized',
        hint: 'Log in to the cluster again: the credentials have expired, or are those of another cluster.'
      };
    case 403:
      return refusal(call, message);
    case 404:
      if (/^namespaces "[^"]*" not found/.test(message)) {
        return {
          code: 'not-found',
          hint: 'Choose a namespace that is there, or ask who runs the cluster to make it.'
        };
      }
      return {
        code: 'not-found',
        hint:
          status.details?.name || call.name === undefined || rule.group === ''
            ? 'It may have been deleted meanwhile.'
            : `It may have been deleted, or ${rule.group} is not installed in this cluster.`
      };
    case 409:
      return {
        code: 'conflict',
        hint:
          reason === 'AlreadyExists'
            ? 'Choose another name, or remove the one that is there.'
            : 'It has been changed or replaced meanwhile. Look at it again.'
      };
    case 410:
      return { code: 'expired', hint: 'Read it again from the start.' };
    case 413:
      return { code: 'invalid', hint: 'It is too large for the cluster.' };
    case 415:
    case 422:
      return invalid(status);
    case 429:
      return {
        code: 'too-many-requests',
        hint: 'The cluster is busy. Try again in a while.'
      };
    default:
      return {
        code: (code ?? 500) >= 500 ? 'server-failed' : 'invalid',
        hint: 'Try again; if it stays so, ask who runs the cluster.'
      };
  }
}

/** A 403 comes from the lack of a right, from a quota, or from a policy. */
function refusal({ rule, namespace }: Call, message: string): Class {
  if (/ cannot \S+ (resource|path) /.test(message) || message === '') {
    const where =
      rule.isNamespaced === false || namespace === undefined
        ? ' in the whole cluster'
        : ` in the namespace '${namespace}'`;
    return {
      code: 'forbidden',
      hint: `Ask who runs the cluster for the right to ${describeRule(rule)}${where}.`
    };
  }
  if (
    /exceeded quota|(maximum|minimum) \S+ usage per|must specify/.test(message)
  ) {
    return {
      code: 'quota',
      hint: 'Ask for less, remove what is no longer needed, or ask for a larger quota.'
    };
  }
  return {
    code: 'refused',
    hint: 'A policy of the cluster does not admit it. Change what the message names, or ask who runs the cluster.'
  };
}

function invalid(status: Status): Class {
  const fields = fieldsOf(status);
  return {
    code: 'invalid',
    hint:
      fields.length > 0
        ? `Correct ${fields.join(', ')}.`
        : 'Correct the object.'
  };
}

/** The fields that are wrong, by the causes or by the text of strict decoding. */
function fieldsOf({ details, message = '', code }: Status): string[] {
  if (code !== 400 && code !== 422) {
    return [];
  }
  const causes = (details?.causes ?? []).flatMap(({ field }) => field ?? []);
  const unknown = [
    ...message.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)
  ].map(([, field]) => field);
  return [...new Set([...causes, ...unknown])];
}

function wordsOf({ message, reason, code }: Status): string {
  return message || reason || `status ${code}`;
}

function parseStatus(body: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' &&
      parsed !== null &&
      'kind' in parsed &&
      parsed.kind === 'Status'
      ? (parsed as Status)
      : undefined;
  } catch {
    return undefined;
  }
}
