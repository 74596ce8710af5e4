import type { KubeflowInput } from '../../../pipeline/kubeflow-file/read-inputs';
import type { Parameter } from '../../../pipeline/model';
import type { Analysis } from '../../pipelines/analyse';
import type { ParameterValues } from '../../sessions/parameter-values';
import { shownDefault } from '../../sessions/shown-default';

/** What became of the inputs of a pipeline. */
export interface PutValues {
  /** The names of the parameters that have been given a value. */
  readonly given: readonly string[];
  /** Names of inputs that are those of no parameter. */
  readonly unknown: readonly string[];
  /** Why a switch could not be set, in sentences without a full stop. */
  readonly refused: readonly string[];
}

/**
 * Puts values into the fields of parameters, as if they were typed: what is no
 * value is told at its field. A switch has no room for that.
 */
export function putValues(
  inputs: readonly KubeflowInput[],
  parameters: readonly Parameter[],
  values: ParameterValues,
  analysis: Pick<Analysis, 'readValue'>
): PutValues {
  const given: string[] = [];
  const unknown: string[] = [];
  const refused: string[] = [];
  for (const { name, text } of inputs) {
    const parameter = parameters.find(each => each.name === name);
    if (!parameter) {
      unknown.push(name);
      continue;
    }
    try {
      const isSwitch = typeof shownDefault(parameter) === 'boolean';
      values.set(
        name,
        isSwitch ? analysis.readValue(parameter, text) === 'True' : text
      );
      given.push(name);
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { given, unknown, refused };
}
