import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { artifacts } from './plugins/artifacts';
import { badges } from './plugins/badges';
import { clusters } from './plugins/clusters';
import { commands } from './plugins/commands';
import { diagnostics } from './plugins/diagnostics';
import { drive } from './plugins/drive';
import { graph } from './plugins/graph';
import { help } from './plugins/help';
import { images } from './plugins/images';
import { panel } from './plugins/panel';
import { runView } from './plugins/run-view';
import { running } from './plugins/running';
import { runsView } from './plugins/runs-view';
import { service } from './plugins/service';
import { sessions } from './plugins/sessions';
import { stepSettings } from './plugins/step-settings';
import { suggestions } from './plugins/suggestions';
import { tagging } from './plugins/tagging';
import { tour } from './plugins/tour';

/** The plugins that JupyterLab loads. */
const plugins: JupyterFrontEndPlugin<unknown>[] = [
  service,
  clusters,
  sessions,
  drive,
  commands,
  tagging,
  diagnostics,
  artifacts,
  panel,
  graph,
  badges,
  runView,
  stepSettings,
  images,
  suggestions,
  running,
  runsView,
  help,
  tour
];

export default plugins;
