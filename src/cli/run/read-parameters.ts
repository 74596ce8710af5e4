import type { Parameter } from '../../pipeline/model';
import {
  describeType,
  ParameterValueError,
  readParameterValue
} from '../../pipeline/values/parameter-value';
import { CallError } from '../command';

/**
 * Reads `NAME=VALUE` words; of several for one name the last one counts.
 *
 * @returns the values as Python literals
 * @throws CallError for an unknown name or a wrong value, with what there is
 */
export function readParameters(
  words: readonly string[],
  parameters: readonly Parameter[]
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const word of words) {
    const [, name = '', text = ''] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === '') {
      throw new CallError(`Write parameters as NAME=VALUE, not '${word}'.`);
    }
    const parameter = parameters.find(each => each.name === name.trim());
    if (parameter === undefined) {
      throw wrong(`There is no parameter '${name}'`, parameters);
    }
    try {
      values[parameter.name] = readParameterValue(parameter, text);
    } catch (error) {
      if (error instanceof ParameterValueError) {
        throw wrong(error.message, parameters);
      }
      throw error;
    }
  }
  return values;
}

function wrong(problem: string, parameters: readonly Parameter[]): CallError {
  if (parameters.length === 0) {
    return new CallError(
      `${problem}. The notebook has no parameters: tag the cell that sets them 'pipeline-parameters'.`
    );
  }
  const width = Math.max(...parameters.map(each => each.name.length));
  const types = parameters.map(describeType);
  const typeWidth = Math.max(...types.map(each => each.length));
  const lines = parameters.map(
    (each, i) =>
      `  ${each.name.padEnd(width)}  ${types[i].padEnd(typeWidth)}  ${each.default}`
  );
  return new CallError(
    [`${problem}.`, 'The parameters, with type and default:', ...lines].join(
      '\n'
    )
  );
}
