import { literalJson } from '../literal-json';

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
    [String.raw`'a\rb' '\101\\'`, 'a\rbA\\'],
    [String.raw`r'it\'s'`, "it\\'s"],
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
