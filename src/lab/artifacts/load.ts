import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Loading } from '../../service/api/artifacts';
import { ServiceError } from '../api/service-error';
import type { NotebookSession } from '../sessions/notebook-session';
import { executeSilently } from './execute';
import {
  loadingCode,
  readReport,
  REPORT_EXPRESSION,
  type LoadingReport
} from './loading-code';
import { NoKernelError, readyKernel } from './ready-kernel';

/** How long it stays in sight that something was loaded, in ms. */
const SHOWN = 6000;

/** How many names are listed. */
const NAMES = 8;

/**
 * Loads values into the kernel of a notebook. Before names get another value
 * than they have, it asks.
 *
 * @param ask - gives what is to be loaded
 * @returns whether something was loaded
 */
export async function loadIntoKernel(
  session: NotebookSession,
  ask: () => Promise<Loading>,
  trans: TranslationBundle
): Promise<boolean> {
  const { sessionContext } = session.panel;
  const again = (): void => void loadIntoKernel(session, ask, trans);
  const waiting = Notification.emit(
    trans.__('Loading into the kernel…'),
    'in-progress'
  );
  try {
    const loading = await ask();
    const spec = session.panel.context.model.getMetadata('kernelspec');
    const kernel = await readyKernel(sessionContext, spec?.name, trans);
    const run = async (replace: boolean): Promise<LoadingReport> => {
      const code = loadingCode(loading, replace);
      return readReport(await executeSilently(kernel, code, REPORT_EXPRESSION));
    };
    let report = await run(false);
    if (report.existing.length > 0) {
      Notification.dismiss(waiting);
      if (!(await mayReplace(report.existing, trans))) {
        return false;
      }
      report = await run(true);
    }
    tell(report, trans);
    return report.failed.length === 0 || report.loaded.length > 0;
  } catch (error) {
    fail(error, trans, again);
    return false;
  } finally {
    Notification.dismiss(waiting);
  }
}

async function mayReplace(
  names: readonly string[],
  trans: TranslationBundle
): Promise<boolean> {
  const { button } = await showDialog({
    title: trans._n(
      'Replace a variable in the kernel?',
      'Replace %1 variables in the kernel?',
      names.length
    ),
    body: trans.__(
      'The kernel has another value for: %1. It would be lost.',
      listed(names, trans)
    ),
    buttons: [
      Dialog.cancelButton(),
      Dialog.warnButton({ label: trans.__('Replace') })
    ]
  });
  return button.accept;
}

function tell(
  { loaded, failed }: LoadingReport,
  trans: TranslationBundle
): void {
  const values = loaded
    .filter(each => each.kind === 'value')
    .map(each => each.name);
  const definitions = loaded.length - values.length;
  if (failed.length === 0) {
    const names = listed(values, trans);
    Notification.success(
      definitions === 0
        ? trans.__('Loaded into the kernel: %1', names)
        : values.length === 0
          ? trans.__('Loaded into the kernel: imports and definitions')
          : trans.__('Loaded into the kernel: %1, and definitions', names),
      { autoClose: SHOWN }
    );
    return;
  }
  const names = failed.flatMap(each => each.names);
  Notification.error(
    names.length > 0
      ? trans.__('Not loaded into the kernel: %1', listed(names, trans))
      : failed[0].message,
    {
      autoClose: false,
      actions: [
        {
          label: trans.__('Why?'),
          callback: () => void explain(failed, trans)
        }
      ]
    }
  );
}

async function explain(
  failed: LoadingReport['failed'],
  trans: TranslationBundle
): Promise<void> {
  await showDialog({
    title: trans.__('Not loaded into the kernel'),
    body: failed
      .map(({ names, message }) =>
        names.length > 0 ? `${names.join(', ')}: ${message}` : message
      )
      .join('\n\n'),
    buttons: [Dialog.okButton()]
  });
}

function fail(
  error: unknown,
  trans: TranslationBundle,
  again: () => void
): void {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ServiceError ? ` ${error.hint}` : '';
  const isPassing =
    (error instanceof NoKernelError || error instanceof ServiceError) &&
    error.isPassing;
  Notification.error(`${message}${hint}`, {
    autoClose: false,
    actions: isPassing
      ? [{ label: trans.__('Try Again'), callback: again }]
      : []
  });
}

function listed(names: readonly string[], trans: TranslationBundle): string {
  const shown = names.slice(0, NAMES).join(', ');
  return names.length > NAMES
    ? trans.__('%1 and %2 more', shown, names.length - NAMES)
    : shown;
}
