import { TourModel, type TourStep } from '../tour-model';

/** Steps of which some are there, as a test says. */
function tour(there: Set<string>, passing?: string) {
  const model = new TourModel(
    ['a', 'b', 'c', 'd'].map((id): TourStep => ({
      id,
      title: id,
      text: '',
      anchor: 'panel',
      isThere: () => there.has(id),
      isPassing: id === passing
    }))
  );
  let ended = 0;
  model.ended.connect(() => ended++);
  return { model, ended: () => ended };
}

describe('the tour', () => {
  it('passes over what is not there', () => {
    const { model, ended } = tour(new Set(['b', 'd']));
    expect([model.step.id, model.number, model.count]).toEqual(['b', 1, 2]);
    expect([model.isFirst, model.isLast]).toEqual([true, false]);
    model.next();
    expect([model.step.id, model.number, model.count]).toEqual(['d', 2, 2]);
    expect([model.isFirst, model.isLast]).toEqual([false, true]);
    model.back();
    expect(model.step.id).toBe('b');
    model.back();
    expect(model.step.id).toBe('b');
    model.next();
    model.next();
    expect(ended()).toBe(1);
  });

  it('shows what has come meanwhile, and stays where something is gone', () => {
    const there = new Set(['a', 'd']);
    const { model } = tour(there);
    there.add('b');
    there.delete('a');
    expect([model.step.id, model.number, model.count]).toEqual(['a', 1, 3]);
    model.next();
    expect([model.step.id, model.isFirst]).toEqual(['b', true]);
  });

  it('goes on by itself only behind what is done', () => {
    const there = new Set(['a', 'b']);
    const { model } = tour(there, 'a');
    model.pass();
    expect(model.step.id).toBe('a');
    there.delete('a');
    model.pass();
    expect(model.step.id).toBe('b');
    there.delete('b');
    there.add('c');
    model.pass();
    expect(model.step.id).toBe('b');
  });

  it('ends once', () => {
    const { model, ended } = tour(new Set(['a']));
    model.next();
    model.end();
    expect([ended(), model.isDisposed]).toEqual([1, true]);
  });
});
