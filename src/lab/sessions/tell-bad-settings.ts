import { Notification } from '@jupyterlab/apputils';
import type {
  ISchemaValidator,
  ISettingRegistry
} from '@jupyterlab/settingregistry';
import { nullTranslator, type ITranslator } from '@jupyterlab/translation';

/**
 * Says which settings are not valid and that the defaults hold; returns when
 * they have changed. Only a file that was edited by hand can hold such: the
 * settings editor refuses them.
 */
export async function tellBadSettings(
  registry: ISettingRegistry,
  plugin: string,
  translator: ITranslator | null,
  error: unknown
): Promise<void> {
  const trans = (translator ?? nullTranslator).load('cellway');
  console.error(`${plugin} works with its own defaults.`, error);
  // What the registry throws where settings do not fit their schema.
  const misfits = Array.isArray(error)
    ? (error as ISchemaValidator.IError[])
    : [];
  const texts = misfits
    .filter(({ instancePath }) => instancePath !== '')
    .map(({ instancePath, message = '' }) =>
      `${instancePath.split('/').pop()} ${message}`.trim()
    );
  if (texts.length > 0) {
    Notification.warning(
      trans.__(
        'The settings of %1 are not valid (%2). The defaults hold until they are mended in the settings editor.',
        plugin,
        texts.join(', ')
      ),
      { autoClose: false }
    );
  }
  await new Promise<void>(resolve => {
    const look = (_: ISettingRegistry, changed: string): void => {
      if (changed === plugin) {
        registry.pluginChanged.disconnect(look);
        resolve();
      }
    };
    registry.pluginChanged.connect(look);
  });
}
