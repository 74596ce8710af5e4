import { nullTranslator } from '@jupyterlab/translation';
import { FlowWords } from '../model/describe-flows';
import { graphOf } from './sample';

describe('what a step takes and gives, in words', () => {
  const words = new FlowWords(nullTranslator.load('cellway'));

  it('is the same object for who has no part in a change, and else other words', () => {
    const before = words.of(graphOf('a b c', 'a>b: x', 'b>c: y'));
    const after = words.of(graphOf('a b c', 'a>b: x', 'b>c: z'));
    expect(after.get('a')).toBe(before.get('a'));
    expect(after.get('b')).toEqual({
      sentences: ['Takes x from a.', 'Gives z to c.'],
      taken: ['x'],
      given: ['z']
    });
    expect(after.get('c')?.taken).toEqual(['z']);
  });

  it('tells also of a step that is called otherwise', () => {
    words.of(graphOf('a b', 'a>b: x'));
    const after = words.of(graphOf('a c', 'a>c: x'));
    expect(after.get('a')?.sentences).toEqual(['Gives x to c.']);
  });
});
