/** Parameters get values from a file; loaded when somebody asks for that. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { FileDialog } from '@jupyterlab/filebrowser';
import type { Contents } from '@jupyterlab/services';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import {
  PipelineFileError,
  readPipelineFile
} from '../../../pipeline/kubeflow-file/read-pipeline-file';
import { announce } from '../../announce';
import { CommandIDs } from '../../commands';
import type { NotebookSession } from '../../sessions/notebook-session';
import { putValues, type PutValues } from './put-values';

/** How long good news stays, in ms; what somebody has to see to stays. */
const GOOD_NEWS = 5000;

/** Has files chosen, and puts the defaults of the pipelines in them into the fields of parameters. */
export async function takeValues(
  session: NotebookSession,
  app: JupyterFrontEnd,
  translator: ITranslator
): Promise<void> {
  const trans = translator.load('cellway');
  await session.pipeline.update();
  if (session.pipeline.shown?.pipeline.parameters.length === 0) {
    tell(
      trans.__('The notebook has no parameters: tag the cell that sets them.')
    );
    return;
  }
  const files = await chooseFiles(session, app, translator);
  for (const { path, name } of files) {
    try {
      const { contents } = app.serviceManager;
      const { content } = await contents.get(path, {
        type: 'file',
        format: 'text',
        content: true
      });
      const put = await takeFrom(String(content), session);
      if (put) {
        // Where they can be looked at before a run.
        await app.commands.execute(CommandIDs.showPanel, { focus: false });
        tellPut(put, name, trans);
      }
    } catch (error) {
      tell(describeFailure(error, name, trans));
    }
  }
}

async function chooseFiles(
  { panel }: NotebookSession,
  app: JupyterFrontEnd,
  translator: ITranslator
): Promise<Contents.IModel[]> {
  const trans = translator.load('cellway');
  const { value } = await FileDialog.getOpenFiles({
    manager: await app.resolveRequiredService(IDocumentManager),
    translator,
    title: trans.__('Take Values from a Kubeflow Pipeline'),
    label: trans.__(
      'Its inputs give their defaults to the parameters of the same names.'
    ),
    defaultPath: PathExt.dirname(panel.context.path),
    filter: ({ type, name }) =>
      type === 'directory' || /\.(ya?ml|json)$/i.test(name) ? {} : null
  });
  // Where nothing was chosen, it is the folder that was looked into.
  return (value ?? []).filter(each => each.type !== 'directory');
}

/** @returns undefined where the notebook was closed meanwhile */
async function takeFrom(
  text: string,
  session: NotebookSession
): Promise<PutValues | undefined> {
  const inputs = readPipelineFile(text);
  await session.pipeline.update();
  const { shown, analysis } = session.pipeline;
  return shown && analysis && !session.isDisposed
    ? putValues(inputs, shown.pipeline.parameters, session.parameters, analysis)
    : undefined;
}

function tellPut(
  { given, unknown, refused }: PutValues,
  file: string,
  trans: TranslationBundle
): void {
  const told = [
    given.length === 0
      ? trans.__('%1 has no value for a parameter of the notebook.', file)
      : trans.__('Taken from %1: %2.', file, given.join(', ')),
    ...(unknown.length === 0
      ? []
      : [
          trans._n(
            'The notebook has no parameter %2.',
            'The notebook has no parameters %2.',
            unknown.length,
            unknown.join(', ')
          )
        ]),
    ...refused.map(each => `${each}.`)
  ].join(' ');
  if (given.length > 0 && unknown.length + refused.length === 0) {
    Notification.success(told, { autoClose: GOOD_NEWS });
    announce(told);
  } else {
    tell(told);
  }
}

function tell(message: string): void {
  Notification.warning(message, { autoClose: false });
  announce(message);
}

function describeFailure(
  error: unknown,
  file: string,
  trans: TranslationBundle
): string {
  if (error instanceof PipelineFileError) {
    return error.reason === undefined
      ? trans.__(
          '%1 is no pipeline of Kubeflow, as it is compiled, or downloaded from its pages.',
          file
        )
      : trans.__('%1 cannot be read: %2', file, error.reason);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return trans.__('%1 cannot be read: %2', file, reason);
}
