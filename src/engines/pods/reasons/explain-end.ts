import { constants } from 'node:os';
import type { Pod } from '../../../kubernetes/objects';
import type { StepSettings } from '../../../notebook/settings';
import type { StepFailure } from '../../../runs/step-failure';
import { explainExit, explainTimeout } from '../../recording/ended-early';
import { imageOf } from './containers';
import { explainFailedContainer } from './failed-containers';
import { explainPodEnd } from './pod-ends';
import { explainRefusal } from './refusals';
import { quote } from './wording';

/** What is known besides the pod. */
export interface EndContext {
  /** What the step has printed last, as text. */
  readonly said?: string;
  /** The cell that ran at the moment. */
  readonly cell?: number;
}

const TOO_LONG = /DeadlineExceeded|longer than the specified deadline/;

/**
 * Why the pod of a step ended without a result.
 *
 * @param pod - as it was seen last; undefined where there never was one
 * @param message - what Argo says of the step, which stays when the pod is gone
 */
export function explainEnd(
  pod: Pod | undefined,
  settings: StepSettings,
  message = '',
  { said = '', cell }: EndContext = {}
): StepFailure {
  const { reason = '', message: told = '' } = pod?.status ?? {};
  if (TOO_LONG.test(`${reason} ${message}`)) {
    const { timeout } = settings;
    return timeout === undefined
      ? at(cell, {
          kind: 'timeout',
          message: 'The step took longer than the cluster lets it'
        })
      : explainTimeout(Math.ceil(timeout), cell);
  }
  const ofPod = explainPodEnd(pod, reason, told, message);
  if (ofPod) {
    return at(cell, ofPod);
  }
  return at(
    cell,
    (pod && explainContainersEnd(pod, settings, said)) ??
      explainNodeMessage(message, said)
  );
}

function at(cell: number | undefined, failure: StepFailure): StepFailure {
  return cell === undefined || failure.kind === 'runner'
    ? failure
    : { ...failure, cell };
}

function explainContainersEnd(
  pod: Pod,
  settings: StepSettings,
  said: string
): StepFailure | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } =
    pod.status ?? {};
  const ended = [...initContainerStatuses, ...containerStatuses].flatMap(
    ({ name, state }) =>
      state?.terminated ? [{ name, ...state.terminated }] : []
  );
  const main = ended.find(each => each.name === 'main');
  const failed = main?.exitCode
    ? main
    : (ended.find(each => each.exitCode !== 0) ?? main);
  if (!failed) {
    return undefined;
  }
  const own = explainFailedContainer(failed, {
    image: imageOf(pod, 'main'),
    memory:
      pod.spec.containers.find(each => each.name === 'main')?.resources?.limits
        ?.memory ?? settings.resources?.memory
  });
  return own ?? explainCode(failed.exitCode, failed.signal, said);
}

/** Where no pod tells: `main: Error (exit code 139)`. */
function explainNodeMessage(message: string, said: string): StepFailure {
  const unbegun =
    /^Pod failed before \w+ container starts due to (\w*): (.*)$/s.exec(
      message
    );
  if (unbegun) {
    const [, reason, why] = unbegun;
    return {
      kind: 'runner',
      message: `The pod of the step ended before it began: ${quote(why === '' ? reason : why)}`,
      hint: 'Run it again.'
    };
  }
  const [, name, reason, code, rest] =
    /^(\w+): (\w+) \(exit code (\d+)\)(?:: (.*))?$/s.exec(message) ?? [];
  if (code !== undefined) {
    const exitCode = Number(code);
    return (
      explainFailedContainer({ name, reason, exitCode, message: rest }, {}) ??
      explainCode(exitCode, undefined, said)
    );
  }
  const refusal = explainRefusal(message);
  if (refusal) {
    return { kind: 'runner', message: refusal.message, hint: refusal.hint };
  }
  return {
    kind: 'died',
    message:
      message === ''
        ? 'The step ended on the cluster, which does not tell why'
        : `The step ended on the cluster: ${quote(message)}`
  };
}

/** The signals by their number; of two names of one the first, which is the usual one. */
const SIGNALS = new Map(
  Object.entries(constants.signals)
    .map(([name, number]) => [number, name as NodeJS.Signals] as const)
    .reverse()
);

/** Shells, and Argo, put 128 and the signal in the exit code of what died of one. */
function explainCode(
  code: number,
  signal = code - 128,
  said: string
): StepFailure {
  const name = signal > 0 ? SIGNALS.get(signal) : undefined;
  return explainExit(name ? null : code, name ?? null, said);
}
