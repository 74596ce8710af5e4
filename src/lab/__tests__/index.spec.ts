import plugins from '../index';

describe('plugins', () => {
  it('have ids of their own, in our name', () => {
    const ids = plugins.map(plugin => plugin.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter(id => !id.startsWith('cellway:'))).toEqual([]);
  });

  it('all say what they do', () => {
    // The Plugin Manager shows it beside the switch that turns a plugin off.
    expect(plugins.filter(plugin => !plugin.description)).toEqual([]);
  });
});
