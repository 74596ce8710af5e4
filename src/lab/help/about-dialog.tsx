import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { ServiceError } from '../api/service-error';
import { isMismatch, type Versions } from './versions';

/** Shows of which version what is. */
export async function showAbout(
  versions: Versions,
  trans: TranslationBundle
): Promise<void> {
  await showDialog({
    title: trans.__('About Cellway'),
    body: ReactWidget.create(<About versions={versions} trans={trans} />),
    buttons: [Dialog.cancelButton({ label: trans.__('Close') })]
  });
}

function About({
  versions,
  trans
}: {
  readonly versions: Versions;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const { page, service, application } = versions;
  return (
    <div className="jp-CellwayHelp">
      <p>
        {trans.__(
          'Cellway runs a notebook as a pipeline of isolated steps, with the same result as Run All.'
        )}
      </p>
      <dl className="jp-CellwayHelp-facts">
        <dt>{trans.__('Extension')}</dt>
        <dd>{page}</dd>
        <dt>{trans.__('Service')}</dt>
        <dd>
          {service instanceof ServiceError
            ? trans.__('does not answer')
            : trans.__('%1, on Node %2', service.version, service.node)}
        </dd>
        <dt>{trans.__('Application')}</dt>
        <dd>{application}</dd>
      </dl>
      {service instanceof ServiceError && (
        <p className="jp-CellwayHelp-warning" role="alert">
          {service.message} {service.hint}
        </p>
      )}
      {isMismatch(versions) && (
        <p className="jp-CellwayHelp-warning" role="alert">
          {trans.__(
            'The extension in this page and the service are of different versions. Start the Jupyter server again, then reload this page.'
          )}
        </p>
      )}
    </div>
  );
}
