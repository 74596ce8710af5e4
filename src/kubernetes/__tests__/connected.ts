import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectOptions } from '../connection/connect';
import type { KubernetesClient } from '../client/kubernetes-client';
import { ApiServer } from './api-server';

/** Folders of a test, which are removed at its end. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'kubernetes-'));

  write(name: string, content: unknown): string {
    const path = join(this.path, name);
    writeFileSync(
      path,
      typeof content === 'string' ? content : JSON.stringify(content)
    );
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** A kubeconfig of one context named `test`, in the namespace `team`. */
export function kubeconfig(
  api: ApiServer,
  user: object,
  cluster: object = {}
): object {
  const authority = Buffer.from(api.authority.cert).toString('base64');
  return {
    'current-context': 'test',
    contexts: [
      {
        name: 'test',
        context: { cluster: 'there', user: 'me', namespace: 'team' }
      }
    ],
    clusters: [
      {
        name: 'there',
        cluster: {
          server: api.address,
          'certificate-authority-data': authority,
          ...cluster
        }
      }
    ],
    users: [{ name: 'me', user }]
  };
}

export function connectTo(
  folder: Folder,
  config: object,
  options: Partial<ConnectOptions> = {}
): Promise<KubernetesClient> {
  const KUBECONFIG = folder.write('config', config);
  return connect({
    context: 'test',
    version: '1.2.3',
    ...options,
    environment: { PATH: process.env.PATH, ...options.environment, KUBECONFIG }
  });
}

/** What a test talks through, and to. */
export interface Connected {
  readonly api: ApiServer;
  readonly client: KubernetesClient;
}

/** Gives each test of a file a server of its own and a client of it, and puts them away behind it. */
export function connectEach(take: (connected: Connected) => void): void {
  let api: ApiServer;
  let folder: Folder;
  let client: KubernetesClient;
  beforeEach(async () => {
    api = await ApiServer.start();
    folder = new Folder();
    client = await connectTo(folder, kubeconfig(api, {}));
    take({ api, client });
  });
  afterEach(async () => {
    await client.close();
    await api.stop();
    folder.remove();
  });
}
