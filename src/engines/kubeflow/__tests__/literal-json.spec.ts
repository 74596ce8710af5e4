import { pipelineInput } from '../compile/inputs';
import { literalJson } from '../compile/literal-json';

describe('a literal of Python', () => {
  it.each<[string, unknown]>([
    ['1', 1],
    ['-0x1F', -31],
    ['1_000', 1000],
    ['0.5', 0.5],
    ['1e3', 1000],
    ['True', true],
    ['None', null],
    [String.raw`'it\'s' "\x41é\n"`, "it'sAé\n"],
    [String.raw`r'\d'`, '\\d'],
    ["'''a\r\nb'''", 'a\nb'],
    ["['a', [1, 0.5], {'k': None}, ]", ['a', [1, 0.5], { k: null }]],
    ['{}', {}]
  ])('%s is the JSON %j', (literal, json) => {
    expect(literalJson(literal)).toEqual(json);
  });

  it.each([
    ['9007199254740993', 'is too large'],
    ['1e999', 'is infinite'],
    ['(1, 2)', 'is a tuple'],
    ['[(1, 2)]', 'has a tuple in it'],
    ['{1, 2}', 'is a set'],
    ['{1: 2}', 'has a key that is no text'],
    ['[1.0]', 'has a float that would be taken for an int'],
    [String.raw`'\N{BULLET}'`, 'names a character']
  ])('%s has no JSON: it %s', literal => {
    expect(literalJson(literal)).toBeUndefined();
  });
});

describe('a parameter', () => {
  it.each([
    ['3', 'NUMBER_INTEGER', 3],
    ['3.0', 'NUMBER_DOUBLE', 3],
    ["'a'", 'STRING', 'a'],
    ['False', 'BOOLEAN', false],
    ['[1]', 'LIST', [1]],
    ["{'a': 1}", 'STRUCT', { a: 1 }]
  ])('of %s is a typed input', (source, parameterType, defaultValue) => {
    expect(pipelineInput('p', source)).toEqual({
      name: 'p',
      definition: { parameterType, defaultValue },
      kind: parameterType
    });
  });

  it.each([
    ['(1, 2)', '(1, 2)'],
    ['1, 2', '1, 2'],
    ['None', 'None'],
    ['9007199254740993', '9007199254740993'],
    ["'{{x}}'", String.raw`"\u007b\u007bx}}"`]
  ])('of %s is written as in Python', (source, defaultValue) => {
    expect(pipelineInput('p', source)).toEqual({
      name: 'p',
      definition: {
        parameterType: 'STRING',
        defaultValue,
        description: 'A literal of Python'
      },
      kind: 'LITERAL'
    });
  });
});
