/** An S3 server on this machine, with a bucket and keys, which pods of the cluster reach. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  apply,
  kubectl
} from '../../../../kubernetes/__tests__/cluster/cluster';

const ROOT = join(__dirname, '../../../../..');

/** The Secret with its keys. */
const SECRET = 'bucket-keys';

interface Told {
  readonly port: number;
  readonly bucket: string;
  readonly id: string;
  readonly key: string;
}

export class S3Server {
  private constructor(
    private readonly _process: ChildProcess,
    private readonly _told: Told,
    private readonly _address: string
  ) {}

  static async start(): Promise<S3Server> {
    const address = await addressForPods();
    const server = spawn(
      'python3',
      ['-m', 'tests.runner.s3_server', '0.0.0.0'],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'ignore'] }
    );
    const lines = createInterface({ input: server.stdout });
    const [line] = await once(lines, 'line');
    return new S3Server(server, JSON.parse(line), address);
  }

  get endpoint(): string {
    return `http://${this._address}:${this._told.port}`;
  }

  get bucket(): string {
    return this._told.bucket;
  }

  /**
   * Puts the keys, and what Argo calls a repository of artifacts, into a namespace.
   *
   * @returns what `storage.s3` says of it
   */
  async describeIn(namespace: string): Promise<object> {
    const { id, key, bucket } = this._told;
    const stringData = { accesskey: id, secretkey: key };
    await apply(
      namespace,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: SECRET },
        stringData
      })
    );
    const repository = {
      s3: {
        bucket,
        endpoint: this.endpoint.slice('http://'.length),
        insecure: true,
        accessKeySecret: { name: SECRET, key: 'accesskey' },
        secretKeySecret: { name: SECRET, key: 'secretkey' }
      }
    };
    await apply(
      namespace,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'artifact-repositories',
          annotations: {
            'workflows.argoproj.io/default-artifact-repository': 'ours'
          }
        },
        data: { ours: JSON.stringify(repository) }
      })
    );
    return { repository: {} };
  }

  async stop(): Promise<void> {
    const ended = once(this._process, 'exit');
    this._process.stdin?.end();
    await ended;
  }
}

/** The address of this machine on its way to the nodes, where pods find it. */
async function addressForPods(): Promise<string> {
  const node = await kubectl(
    'get',
    'nodes',
    '--output',
    'jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}'
  );
  const socket = createSocket('udp4');
  try {
    socket.connect(9, node);
    await once(socket, 'connect');
    return socket.address().address;
  } finally {
    socket.close();
  }
}
