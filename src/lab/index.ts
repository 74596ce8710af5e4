import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

/** The plugins that JupyterLab loads. */
const plugins: JupyterFrontEndPlugin<unknown>[] = [];

export default plugins;
