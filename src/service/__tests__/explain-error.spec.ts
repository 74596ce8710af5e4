import {
  KubernetesError,
  type KubernetesErrorCode
} from '../../kubernetes/kubernetes-error';
import { explainError } from '../explain-error';

/** The whole table of the API, so that no code falls to a status by chance. */
const STATUSES: readonly (readonly [KubernetesErrorCode, number])[] = [
  ['invalid-name', 400],
  ['namespace-not-open', 400],
  ['no-such-context', 404],
  ['not-found', 404],
  ['conflict', 409],
  ['expired', 409],
  ['not-started', 409],
  ['program-not-agreed', 409],
  ['invalid', 422],
  ['forbidden', 424],
  ['invalid-kubeconfig', 424],
  ['quota', 424],
  ['refused', 424],
  ['unauthorized', 424],
  ['too-many-requests', 429],
  ['server-failed', 502],
  ['unreachable', 502]
];

describe('what the service answers where the cluster fails', () => {
  it.each(STATUSES)('%s: %i, with message and hint', (code, status) => {
    const error = new KubernetesError(code, 'It failed', 'Do this.');
    expect(explainError(error)).toEqual({
      status,
      body: { code, message: 'It failed', hint: 'Do this.' },
      isUnforeseen: false
    });
  });

  it('never says that the person is not logged in to Jupyter', () => {
    for (const [, status] of STATUSES) {
      expect([401, 403]).not.toContain(status);
    }
  });
});
