import { LITERAL_NOTE } from '../../../pipeline/kubeflow-file/read-inputs';
import { literalJson } from '../../../pipeline/values/literal-json';
import {
  literalTypeOf,
  type LiteralType
} from '../../../pipeline/values/python-literal';
import type { InputParameter, Json, ParameterType } from './pipeline-spec';

/** A parameter of the notebook as an input of the pipeline. */
export interface PipelineInput {
  readonly name: string;
  readonly definition: InputParameter & { readonly defaultValue: Json };
  /** What the runner makes a literal of Python of; `LITERAL` is one already. */
  readonly kind: ParameterType | 'LITERAL';
}

const TYPES: Partial<Record<LiteralType, ParameterType>> = {
  int: 'NUMBER_INTEGER',
  float: 'NUMBER_DOUBLE',
  str: 'STRING',
  bool: 'BOOLEAN',
  list: 'LIST',
  dict: 'STRUCT'
};

/** @param source - its value in Python: a literal, or several that make a tuple */
export function pipelineInput(name: string, source: string): PipelineInput {
  const found = literalTypeOf(source);
  const type = found && TYPES[found];
  const value = type && literalJson(source);
  if (type === undefined || value === undefined) {
    return literalInput(name, source);
  }
  if (typeof value === 'string' && value.includes('{{')) {
    // Argo would put something else in its place. What JSON escapes, Python reads alike.
    return literalInput(name, JSON.stringify(value).replaceAll('{', '\\u007b'));
  }
  return {
    name,
    definition: { parameterType: type, defaultValue: value },
    kind: type
  };
}

function literalInput(name: string, source: string): PipelineInput {
  return {
    name,
    definition: {
      parameterType: 'STRING',
      defaultValue: source,
      description: LITERAL_NOTE
    },
    kind: 'LITERAL'
  };
}
