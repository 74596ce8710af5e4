import type { Parameter } from '../../../pipeline/model';
import { shownDefault } from '../../sessions/shown-default';

interface ParameterSchema {
  readonly type: 'object';
  readonly properties: Record<
    string,
    { type: 'string' | 'boolean'; title: string }
  >;
}

/** A bool is a switch; all else is text, as long as numbers may be longer than JavaScript's. */
export function schemaOf(parameters: readonly Parameter[]): ParameterSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(each => {
        const isSwitch = typeof shownDefault(each) === 'boolean';
        const type = isSwitch ? 'boolean' : 'string';
        return [each.name, { type, title: each.name }] as const;
      })
    )
  };
}
