import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- small, and the drive needs it at once
import { ServiceClient } from '../api/service-client';
import { IService } from '../api/service';

/** Talks to Cellway's service. */
export const service: JupyterFrontEndPlugin<IService> = {
  id: 'cellway:service',
  description: "Talks to Cellway's service, which makes runs and keeps them.",
  autoStart: true,
  provides: IService,
  activate: (app: JupyterFrontEnd): IService =>
    new ServiceClient(app.serviceManager.serverSettings)
};
