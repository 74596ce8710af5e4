import { Notification } from '@jupyterlab/apputils';
import type { ISchemaValidator } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

/**
 * Says which settings are not valid and that the defaults hold. Only a file
 * that was edited by hand can hold such: the settings editor refuses them.
 */
export function tellBadSettings(
  plugin: string,
  error: unknown,
  trans: TranslationBundle
): void {
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
}
