import type { Parameter } from '../../model';
import { ParameterValueError, readParameterValue } from '../parameter-value';

function parameter(type: Parameter['type'], annotation?: string): Parameter {
  const span = { start: 0, end: 1 };
  return { name: 'p', type, default: '?', cell: 0, span, annotation };
}

describe('the value of a parameter', () => {
  it.each<[Parameter['type'], string | undefined, string, string]>([
    ['int', undefined, '3', '3'],
    ['int', undefined, ' -1_000 ', '-1_000'],
    ['float', undefined, '3', '3.0'],
    ['float', undefined, '-0x10', '-16.0'],
    ['float', undefined, '1e-3', '1e-3'],
    ['float', undefined, '-inf', '-1e999'],
    ['bool', undefined, 'true', 'True'],
    ['bool', undefined, 'False', 'False'],
    ['str', undefined, 'a "b" \\ c\n', '"a \\"b\\" \\\\ c\\n"'],
    ['str', undefined, '3', '"3"'],
    ['str', undefined, '', '""'],
    ['str', undefined, 'None', '"None"'],
    ['list', undefined, '[1, 2]', '[1, 2]'],
    ['dict', undefined, "{'a': 1}", "{'a': 1}"],
    ['tuple', undefined, '(1,)', '(1,)'],
    ['set', undefined, '{1}', '{1}'],
    ['None', undefined, '[3]', '[3]'],
    ['None', undefined, '"x"', '"x"'],
    ['None', 'Optional[str]', 'text', '"text"'],
    ['None', 'Optional[str]', 'None', 'None'],
    ['None', 'typing.Optional[int]', '3', '3'],
    ['None', 'float | None', '3', '3.0'],
    ['str', 'str | None', 'None', 'None'],
    ['int', 'float', '3', '3.0'],
    ['int', 'Union[int, str]', '3', '3'],
    ['int', 'Union[int, str]', 'three', '"three"'],
    ['list', 'list[int]', '[1]', '[1]'],
    ['list', 'List[Dict[str, int]]', '[1]', '[1]'],
    ['dict', "'dict[str, list[int]]'", '{}', '{}'],
    ['int', 'Literal[1, 2]', '2', '2'],
    ['int', 'PositiveInt', '2', '2']
  ])('of type %s (%s) may be %j', (type, annotation, text, source) => {
    expect(readParameterValue(parameter(type, annotation), text)).toBe(source);
  });

  it.each<[Parameter['type'], string | undefined, string, string]>([
    ['int', undefined, '3.5', 'an int'],
    ['int', undefined, 'three', 'an int'],
    ['int', undefined, 'True', 'an int'],
    ['int', undefined, '', 'an int'],
    ['int', undefined, 'None', 'an int'],
    ['float', undefined, 'nan', 'a float'],
    ['bool', undefined, '1', 'True or False'],
    ['bool', undefined, 'yes', 'True or False'],
    ['list', undefined, '(1,)', 'a list'],
    ['list', undefined, '1, 2', 'a list'],
    ['list', undefined, '[x]', 'a list'],
    ['dict', undefined, '[]', 'a dict'],
    ['dict', undefined, '{"a": open("x")}', 'a dict'],
    ['None', undefined, 'text', 'a Python literal: text in quotes'],
    ['None', 'Optional[int]', 'three', 'an int or None']
  ])('of type %s (%s) may not be %j', (type, annotation, text, expected) => {
    const read = (): string =>
      readParameterValue(parameter(type, annotation), text);
    expect(read).toThrow(ParameterValueError);
    expect(read).toThrow(`Parameter 'p' takes ${expected}, not '${text}'`);
  });
});
