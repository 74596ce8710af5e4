import type { Parameter } from '../../../pipeline/model';
import { readParameterValue } from '../../../pipeline/values/parameter-value';
import { ParameterValues } from '../parameter-values';
import { isShownAsSource, shownDefault } from '../shown-default';

function parameter(
  name: string,
  type: Parameter['type'],
  literal: string,
  annotation?: string
): Parameter {
  const span = { start: 0, end: 0 };
  return {
    name,
    type,
    default: literal,
    cell: 0,
    span,
    ...(annotation && { annotation })
  };
}

const analysis = { readValue: readParameterValue };

describe('what a field shows at first', () => {
  it.each([
    ['int', '3', '3'],
    ['float', '1e-3', '1e-3'],
    ['bool', 'True', true],
    ['bool', 'False', false],
    ['str', "'data.csv'", 'data.csv'],
    ['str', '"it\'s"', "it's"],
    ['str', String.raw`'a\\b\n\''`, "a\\b\n'"],
    ['list', '[1, 2]', '[1, 2]'],
    ['None', 'None', 'None']
  ] as const)('of %s %s', (type, literal, shown) => {
    expect(shownDefault(parameter('p', type, literal))).toBe(shown);
  });

  it('is the source where the text cannot be shown as it is', () => {
    for (const literal of [
      `r'\\d'`,
      `'''a\nb'''`,
      `'a' 'b'`,
      String.raw`'\x41'`
    ]) {
      const rare = parameter('p', 'str', literal);
      expect(shownDefault(rare)).toBe(literal);
      expect(isShownAsSource(rare)).toBe(true);
    }
  });

  it('is text where a bool may also be something else', () => {
    expect(shownDefault(parameter('p', 'bool', 'True', 'bool | None'))).toBe(
      'True'
    );
  });
});

describe('the values for a run', () => {
  const n = parameter('n', 'int', '3');
  const name = parameter('name', 'str', "'x'");
  const on = parameter('on', 'bool', 'False');
  const options = parameter('options', 'dict', '{}');
  const all = [n, name, on, options];
  let values: ParameterValues;

  beforeEach(() => {
    values = new ParameterValues();
  });

  it('are those that differ from the default, as Python literals', () => {
    values.set('n', '10');
    values.set('name', 'say "hi"');
    values.set('on', true);
    values.set('options', "{'a': [1]}");
    expect(values.read(all, analysis)).toEqual({
      values: {
        n: '10',
        name: '"say \\"hi\\""',
        on: 'True',
        options: "{'a': [1]}"
      },
      errors: {}
    });
  });

  it('are none where the default was typed again', () => {
    values.set('n', '4');
    values.set('n', '3');
    values.set('on', false);
    expect(values.read(all, analysis)).toEqual({ values: {}, errors: {} });
    expect(all.filter(each => values.isEdited(each))).toEqual([]);
  });

  it('tell what is no value, by the parameter', () => {
    values.set('n', '1.5');
    values.set('options', '{');
    const { errors } = values.read(all, analysis);
    expect(Object.keys(errors)).toEqual(['n', 'options']);
    expect(errors.n).toBe("Parameter 'n' takes an int, not '1.5'");
  });

  it('forget what does not fit any more when a parameter changes', () => {
    values.set('on', true);
    const changed = parameter('on', 'str', "'off'");
    expect(values.shown(changed)).toBe('off');
    expect(values.read([changed], analysis).values).toEqual({});
  });

  it('go back to the defaults', () => {
    values.set('n', '4');
    values.reset();
    expect(values.isEdited(n)).toBe(false);
  });
});
