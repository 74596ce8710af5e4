import { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { Folder, kubeconfig } from '../../../kubernetes/__tests__/connected';
import { environmentIn } from '../../local/__tests__/notebooks';
import { ArgoEngine } from '../argo-engine';

/** An engine whose cluster is a server of the test. */
export interface ConnectedEngine {
  readonly api: ApiServer;
  readonly engine: ArgoEngine;
  close(): Promise<void>;
}

/** @param runner - the path of its program, where runs are submitted */
export async function connectEngine(runner = ''): Promise<ConnectedEngine> {
  const api = await ApiServer.start();
  const folder = new Folder();
  const engine = new ArgoEngine({
    runner,
    environment: {
      ...environmentIn(folder.path),
      KUBECONFIG: folder.write('config', kubeconfig(api, {}))
    },
    version: '0'
  });
  return {
    api,
    engine,
    async close() {
      await engine.close();
      await api.stop();
      folder.remove();
    }
  };
}
