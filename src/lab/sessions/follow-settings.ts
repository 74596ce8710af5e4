import type { ISettingRegistry } from '@jupyterlab/settingregistry';

/**
 * Reads the settings of a plugin, now and whenever they change. Where there
 * are none to be had, the defaults of whoever reads them hold.
 */
export async function followSettings(
  registry: ISettingRegistry,
  plugin: string,
  read: (values: ISettingRegistry.ISettings['composite']) => void
): Promise<void> {
  try {
    const settings = await registry.load(plugin);
    settings.changed.connect(({ composite }) => read(composite));
    read(settings.composite);
  } catch (error) {
    console.error(`${plugin} works with its own defaults.`, error);
  }
}
