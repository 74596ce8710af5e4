import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';
import type { Finding } from '../../service/api/surroundings';
import { ServiceError } from '../api/service-error';
import { FindingsList } from './findings-list';

/**
 * Shows what works here. It is there at once, and says so while it is found out.
 *
 * @param find - what the service finds; may throw
 */
export async function showFindings(
  find: () => Promise<readonly Finding[]>,
  trans: TranslationBundle
): Promise<void> {
  await showDialog({
    title: trans.__('What Works Here'),
    body: ReactWidget.create(<Findings find={find} trans={trans} />),
    buttons: [Dialog.cancelButton({ label: trans.__('Close') })]
  });
}

type Found = readonly Finding[] | { readonly problem: string } | undefined;

function Findings({
  find,
  trans
}: {
  readonly find: () => Promise<readonly Finding[]>;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let isShown = true;
    find()
      .catch((error: unknown) => ({ problem: describe(error) }))
      .then(now => isShown && setFound(now))
      .catch(() => undefined);
    return () => {
      isShown = false;
    };
  }, [find]);
  return (
    <div
      className="jp-CellwayHelp jp-CellwayHelp-scroll"
      role="region"
      aria-label={trans.__('What works here')}
      tabIndex={0}
    >
      <p role="status">{summaryOf(found, trans)}</p>
      {found && !('problem' in found) && (
        <FindingsList findings={found} trans={trans} />
      )}
    </div>
  );
}

function summaryOf(found: Found, trans: TranslationBundle): string {
  if (found === undefined) {
    return trans.__('A small notebook is run to see what works…');
  }
  if ('problem' in found) {
    return found.problem;
  }
  const states = new Set(found.map(each => each.state));
  if (states.has('missing')) {
    return trans.__('Notebooks cannot be run here yet.');
  }
  return states.has('lacking')
    ? trans.__('Notebooks can be run here; a part of Cellway is missing.')
    : trans.__('All is well: notebooks can be run here.');
}

function describe(error: unknown): string {
  if (error instanceof ServiceError) {
    return `${error.message} ${error.hint}`;
  }
  return error instanceof Error ? error.message : String(error);
}
