import { Notification } from '@jupyterlab/apputils';
import {
  SettingRegistry,
  type ISettingRegistry
} from '@jupyterlab/settingregistry';
import { nullTranslator } from '@jupyterlab/translation';
import { followSettings } from '../follow-settings';

const PLUGIN = 'cellway:sessions';

/** A registry of one plugin, whose settings file holds what `raw` says at each look. */
function registryOf(raw: () => string): SettingRegistry {
  const fetch = async (id: string): Promise<ISettingRegistry.IPlugin> => ({
    id,
    raw: raw(),
    version: '1',
    data: { composite: {}, user: {} },
    schema: {
      type: 'object',
      properties: { workers: { type: 'number', minimum: 0, default: 0 } }
    }
  });
  return new SettingRegistry({
    connector: {
      fetch,
      list: async () => ({ ids: [], values: [] }),
      save: async () => undefined,
      remove: async () => undefined
    }
  });
}

describe('settings', () => {
  beforeEach(() => {
    Notification.dismiss();
    jest.spyOn(console, 'error').mockImplementation();
    jest.spyOn(console, 'warn').mockImplementation();
  });

  it('are read, and nobody is told of anything', async () => {
    const read = jest.fn();
    await followSettings(
      registryOf(() => '{"workers": 3}'),
      PLUGIN,
      nullTranslator,
      read
    );
    expect(read).toHaveBeenLastCalledWith({ workers: 3 });
    expect(Notification.manager.notifications).toEqual([]);
  });

  it('that are not valid are told by name, and read once they are mended', async () => {
    let raw = '{"workers": -1}';
    const registry = registryOf(() => raw);
    const read = jest.fn();
    void followSettings(registry, PLUGIN, nullTranslator, read);
    await new Promise<void>(resolve => {
      Notification.manager.changed.connect(() => resolve());
    });
    expect(read).not.toHaveBeenCalled();
    const [told] = Notification.manager.notifications;
    expect(told?.message).toContain(PLUGIN);
    expect(told?.message).toContain('workers must be >= 0');
    const readAgain = new Promise(resolve => read.mockImplementation(resolve));
    raw = '{"workers": 2}';
    await registry.reload(PLUGIN);
    expect(await readAgain).toEqual({ workers: 2 });
  });
});
