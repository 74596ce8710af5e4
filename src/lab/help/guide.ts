import { MainAreaWidget } from '@jupyterlab/apputils';
import { MimeModel, type IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import guide from '../../../docs/guide.md';
import settings from '../../../docs/settings.md';
import { pipelineIcon } from '../icons/icons';

const MARKDOWN = 'text/markdown';

/** Makes a tab with the documentation of this version: it needs no network. */
export function makeGuide(
  rendermime: IRenderMimeRegistry,
  trans: TranslationBundle
): MainAreaWidget {
  const content = rendermime.createRenderer(MARKDOWN);
  content.addClass('jp-CellwayHelp-guide');
  const widget = new MainAreaWidget({ content });
  widget.id = 'cellway-guide';
  widget.title.icon = pipelineIcon;
  widget.title.label = trans.__('Cellway Guide');
  widget.title.closable = true;
  const data = { [MARKDOWN]: `${guide}\n${settings}` };
  void content.renderModel(new MimeModel({ data }));
  return widget;
}
