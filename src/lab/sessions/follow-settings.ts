import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

/**
 * Reads the settings of a plugin, now and whenever they change. Where there
 * are none to be had, the defaults of whoever reads them hold, until somebody
 * has mended them.
 */
export async function followSettings(
  registry: ISettingRegistry,
  plugin: string,
  trans: TranslationBundle,
  read: (values: ISettingRegistry.ISettings['composite']) => void
): Promise<void> {
  try {
    const settings = await registry.load(plugin);
    settings.changed.connect(({ composite }) => read(composite));
    read(settings.composite);
  } catch (error) {
    const { tellBadSettings } = await import(
      /* webpackChunkName: "bad-settings" */ './tell-bad-settings'
    );
    tellBadSettings(plugin, error, trans);
    const again = (_: ISettingRegistry, changed: string): void => {
      if (changed === plugin) {
        registry.pluginChanged.disconnect(again);
        void followSettings(registry, plugin, trans, read);
      }
    };
    registry.pluginChanged.connect(again);
  }
}
