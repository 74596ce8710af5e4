import type { StepFailure } from '../../../runs/step-failure';
import { GATE } from '../storage/gate';
import { NO_PYTHON, pythonMissing } from './python-missing';
import { quote } from './wording';

/** How a container ended, as its status or Argo says it. */
export interface EndedContainer {
  readonly name: string;
  readonly exitCode: number;
  readonly reason?: string;
  readonly message?: string;
}

/** What Argo exits with where it cannot start the program of a step (emissary). */
const NOT_STARTED = [64, 65];

/**
 * Why a container failed where its program is not at fault, or memory is;
 * undefined where its exit code says all.
 */
export function explainFailedContainer(
  { name, exitCode, reason, message = '' }: EndedContainer,
  { image, memory }: { readonly image?: string; readonly memory?: string }
): StepFailure | undefined {
  if (reason === 'OOMKilled') {
    return memoryRanOut(name, memory);
  }
  const [, account] =
    /workflowtaskresults\.\S* is forbidden: User "(?:system:serviceaccount:[^:"]+:)?([^"]+)"/.exec(
      message
    ) ?? [];
  if (account !== undefined) {
    return {
      kind: 'runner',
      message: `The service account '${account}' of the step may not create workflowtaskresults, by which pods tell Argo how they ended`,
      hint: `Ask who runs the cluster for a Role with 'create' and 'patch' of workflowtaskresults (argoproj.io), and a RoleBinding of it for '${account}'.`
    };
  }
  const isUnstarted =
    reason === 'StartError' ||
    reason === 'ContainerCannotRun' ||
    (NOT_STARTED.includes(exitCode) && message !== '');
  if (name === 'main' && !isUnstarted) {
    return undefined;
  }
  if (NO_PYTHON.test(message)) {
    return { kind: 'runner', ...pythonMissing(image) };
  }
  const why = quote(message === '' ? `exit code ${exitCode}` : message);
  return {
    kind: 'runner',
    message:
      name === 'main'
        ? `The container of the step could not be started: ${why}`
        : `${name === GATE ? 'The' : "Argo's own"} container '${name}' in the pod of the step failed: ${why}`,
    hint: 'Ask who runs the cluster.'
  };
}

function memoryRanOut(name: string, memory: string | undefined): StepFailure {
  if (name === GATE) {
    return {
      kind: 'memory',
      message: `The container '${GATE}' in the pod of the step was killed: it used more memory than it may`,
      hint: 'Run it again.'
    };
  }
  if (name !== 'main') {
    return {
      kind: 'memory',
      message: `Argo's own container '${name}' in the pod of the step was killed: it used more memory than it may`,
      hint: "Ask who runs the cluster for more memory in 'executor.resources' of Argo."
    };
  }
  return memory === undefined
    ? {
        kind: 'memory',
        message: 'The step was killed: memory ran out on its node',
        hint: 'Let it load less at a time, or ask for memory, so that it gets a node that has it.'
      }
    : {
        kind: 'memory',
        message: `The step was killed: it used more than the ${memory} of memory that it may use`,
        hint: 'Let it load less at a time, or let it ask for more memory.'
      };
}
