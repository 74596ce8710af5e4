import { pipelineInput } from '../compile/inputs';

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
