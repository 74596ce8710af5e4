/** All that Help > Cellway does; loaded when it is used for the first time. */
import '../../../style/help.css';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { showErrorMessage } from '@jupyterlab/apputils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import type { IService } from '../api/service';
import type { ISessions } from '../sessions/sessions';
import { showAbout } from './about-dialog';
import { showFindings } from './findings-dialog';
import { makeGuide } from './guide';
import { problemReport } from './problem-report';
import { showReport } from './report-dialog';
import { showShortcuts } from './shortcuts-dialog';
import { findVersions } from './versions';

/** What the help needs of the rest. */
export interface HelpContext {
  readonly app: JupyterFrontEnd;
  readonly service: IService;
  readonly sessions: ISessions | null;
  readonly rendermime: IRenderMimeRegistry | null;
  /** The area of the shell for a tab of its own. */
  readonly area: 'main' | 'down';
  readonly trans: TranslationBundle;
}

let guideTab: Widget | undefined;

/** Shows the guide, as a tab that there is once. */
export function guide({ app, rendermime, area, trans }: HelpContext): void {
  if (!rendermime) {
    return;
  }
  if (!guideTab || guideTab.isDisposed) {
    guideTab = makeGuide(rendermime, trans);
  }
  if (!guideTab.isAttached) {
    app.shell.add(guideTab, area, { type: 'Cellway' });
  }
  app.shell.activateById(guideTab.id);
}

export async function shortcuts({ app, trans }: HelpContext): Promise<void> {
  await showShortcuts(app.commands, trans);
}

export async function examples({
  app,
  service,
  trans
}: HelpContext): Promise<void> {
  try {
    const { notebook } = await service.copyExamples();
    await app.commands.execute('docmanager:open', { path: notebook });
  } catch (error) {
    await showErrorMessage(
      trans.__('The examples could not be opened'),
      error as Error
    );
  }
}

export async function settings({ app }: HelpContext): Promise<void> {
  await app.commands.execute('settingeditor:open', { query: 'Cellway' });
}

export async function environment(context: HelpContext): Promise<void> {
  await showFindings(() => findHere(context), context.trans);
}

export async function about({
  app,
  service,
  trans
}: HelpContext): Promise<void> {
  await showAbout(await findVersions(app, service), trans);
}

export async function report(context: HelpContext): Promise<void> {
  const { app, service, sessions, trans } = context;
  await showReport(async () => {
    const [versions, findings] = await Promise.all([
      findVersions(app, service),
      findHere(context).catch(() => undefined)
    ]);
    return problemReport({
      versions,
      findings,
      browser: navigator.userAgent,
      problem: sessions?.existing?.runs.problem?.code
    });
  }, trans);
}

function findHere({
  service,
  sessions
}: HelpContext): ReturnType<IService['findings']> {
  return service.findings(sessions?.existing?.panel.context.localPath);
}
