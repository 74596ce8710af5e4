import { StateDB } from '@jupyterlab/statedb';
import { PanelLook } from '../panel-look';

describe('the look of the panel', () => {
  it('is as it was left', async () => {
    const state = new StateDB();
    const look = await PanelLook.restore(state);
    expect([look.steps, look.isFolded('runs')]).toEqual(['rows', false]);
    look.steps = 'drawing';
    look.fold('runs', true);
    look.fold('steps', true);
    look.fold('steps', false);
    const again = await PanelLook.restore(state);
    expect(again.steps).toBe('drawing');
    expect(again.isFolded('runs')).toBe(true);
    expect(again.isFolded('steps')).toBe(false);
  });

  it('tells of changes', async () => {
    const look = await PanelLook.restore(null);
    let count = 0;
    look.changed.connect(() => count++);
    look.steps = 'drawing';
    look.fold('runs', true);
    look.fold('runs', true);
    expect(count).toBe(2);
  });

  it.each([{ steps: 7, folded: 'all' }, 'rows', null, ['x']])(
    'begins anew where %j was kept',
    async kept => {
      const state = new StateDB();
      await state.save('cellway:panel', kept as never);
      const look = await PanelLook.restore(state);
      expect([look.steps, look.isFolded('runs')]).toEqual(['rows', false]);
    }
  );
});
