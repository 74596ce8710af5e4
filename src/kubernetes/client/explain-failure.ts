import type { Channel } from '../connection/channel';
import { codeOf, messageOf } from '../failure';
import { KubernetesError } from '../kubernetes-error';
import { describeRule } from '../rule';
import type { Call } from './call';

/** Codes of Node and undici where nothing has been sent yet. */
const NOT_SENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT'
];

/** Codes of TLS, where the certificates do not fit. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_(TLS|SSL|OSSL)/;

const HINTS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'Check the address of the server in the kubeconfig, and the VPN.',
  EAI_AGAIN: 'Check the network.',
  ECONNREFUSED: 'Check that the cluster is running.'
};

/** Whether the server cannot have got the request. */
export function isNotSent(error: unknown): boolean {
  return NOT_SENT.includes(codeOf(error)) || isOfCertificate(error);
}

/** Whether the two sides do not trust each other, which no other try changes. */
export function isOfCertificate(error: unknown): boolean {
  return CERTIFICATE.test(codeOf(error));
}

/** What to say where no answer came, or half of one. */
export function explainFailure(
  channel: Channel,
  { rule, namespace, name, isRepeatable }: Call,
  error: unknown
): KubernetesError {
  const code = codeOf(error);
  const why = code || messageOf(error);
  return new KubernetesError(
    'unreachable',
    `The cluster '${channel.context}' (${channel.server}) does not answer: ${why}`,
    isOfCertificate(error)
      ? 'The certificate is not the one that the kubeconfig expects. Fetch the kubeconfig again, or ask who runs the cluster.'
      : (HINTS[code] ??
          'Check the network and the VPN, and whether the cluster is running.'),
    {
      resource: describeRule(rule),
      namespace,
      name,
      isUncertain: !isRepeatable && !isNotSent(error)
    }
  );
}
