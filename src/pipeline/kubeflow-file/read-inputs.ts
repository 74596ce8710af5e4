import * as z from 'zod/mini';
import { literalJson } from '../values/literal-json';
import { literalTypeOf } from '../values/python-literal';

/** Said of inputs whose value is written as in Python. */
export const LITERAL_NOTE = 'A literal of Python';

/** A pipeline of Kubeflow, whoever has compiled it, as far as its inputs are concerned. */
const pipelineFile = z.looseObject({
  root: z.looseObject({
    inputDefinitions: z.optional(
      z.looseObject({
        parameters: z.optional(
          z.record(
            z.string(),
            z.looseObject({
              parameterType: z.string(),
              defaultValue: z.optional(z.json()),
              description: z.optional(z.string())
            })
          )
        )
      })
    )
  })
});

/** The default of an input, as a person would write it for a parameter. */
export interface KubeflowInput {
  readonly name: string;
  /** Text as it is, all else as in Python. */
  readonly text: string;
}

/**
 * Reads the inputs of a pipeline that have a default.
 *
 * @param document - the first one of its file
 * @returns undefined where it is no pipeline of Kubeflow
 */
export function readInputs(document: unknown): KubeflowInput[] | undefined {
  const read = pipelineFile.safeParse(document).data;
  if (!read) {
    return undefined;
  }
  const { parameters = {} } = read.root.inputDefinitions ?? {};
  return Object.entries(parameters).flatMap(
    ([name, { parameterType, defaultValue: value, description }]) => {
      if (value === undefined) {
        return [];
      }
      const isText = parameterType === 'STRING' && typeof value === 'string';
      if (isText && description === LITERAL_NOTE) {
        return [{ name, text: textOfLiteral(value) }];
      }
      return [
        {
          name,
          text: isText
            ? value
            : pythonOf(value, parameterType === 'NUMBER_DOUBLE')
        }
      ];
    }
  );
}

/** Of a literal that stands for itself, as it is written for a parameter. */
function textOfLiteral(literal: string): string {
  const type = literalTypeOf(literal);
  if (type === undefined) {
    return `(${literal})`; // several beside each other: a tuple
  }
  const value = type === 'str' ? literalJson(literal) : undefined;
  return typeof value === 'string' ? value : literal;
}

/** @param isFloat - whether a whole number is a float all the same */
function pythonOf(value: unknown, isFloat = false): string {
  if (value === null || value === undefined) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (typeof value === 'number') {
    return isFloat && Number.isSafeInteger(value) ? `${value}.0` : `${value}`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(each => pythonOf(each)).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(
      ([key, each]) => `${JSON.stringify(key)}: ${pythonOf(each)}`
    );
    return `{${pairs.join(', ')}}`;
  }
  // What JSON escapes, Python reads alike.
  return JSON.stringify(value);
}
