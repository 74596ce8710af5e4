import { StateDB } from '@jupyterlab/statedb';
import { until } from '../../__tests__/fake-service';
import { keepParameters } from '../keep-parameters';
import { ParameterValues } from '../parameter-values';

const open = async (
  state: StateDB,
  localPath = 'a.ipynb',
  values = new ParameterValues()
): Promise<ParameterValues> => {
  await keepParameters({ context: { localPath } } as never, values, state);
  return values;
};

const keys = async (state: StateDB): Promise<string[]> =>
  (await state.list('cellway')).ids;

async function kept(state: StateDB, count: number): Promise<void> {
  let found = -1;
  await until(() => {
    void keys(state).then(ids => (found = ids.length));
    return found === count;
  });
}

describe('the values of parameters', () => {
  it('are there again, for the notebook that they were given for', async () => {
    const state = new StateDB();
    const values = await open(state);
    values.set('n', '3');
    values.set('shout', true);
    await kept(state, 1);
    expect((await open(state)).edits).toEqual({ n: '3', shout: true });
    expect((await open(state, 'b.ipynb')).edits).toEqual({});
  });

  it('are forgotten with the way back to the defaults', async () => {
    const state = new StateDB();
    const values = await open(state);
    values.set('n', '3');
    await kept(state, 1);
    values.reset();
    await kept(state, 0);
  });

  it('do not overwrite what was typed meanwhile, and are never nonsense', async () => {
    const state = new StateDB();
    await state.save('cellway:parameters:a.ipynb', { n: '1', m: '2', x: [3] });
    const values = new ParameterValues();
    values.set('n', '9');
    await open(state, 'a.ipynb', values);
    expect(values.edits).toEqual({ n: '9', m: '2' });
    await state.save('cellway:parameters:a.ipynb', 'nonsense');
    expect((await open(state)).edits).toEqual({});
  });
});
