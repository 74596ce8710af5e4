import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ITranslator } from '@jupyterlab/translation';

/**
 * Reads the settings of a plugin, now and whenever they change. Where there
 * are none to be had, the defaults of whoever reads them hold, until somebody
 * has mended them.
 */
export async function followSettings(
  registry: ISettingRegistry,
  plugin: string,
  translator: ITranslator | null,
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
    await tellBadSettings(registry, plugin, translator, error);
    await followSettings(registry, plugin, translator, read);
  }
}
