import { existsSync, readFileSync } from 'node:fs';
import { connect } from '../connection/connect';
import { listContexts } from '../connection/contexts';
import { IN_CLUSTER } from '../connection/in-cluster';
import { ApiServer } from './api-server';
import { makeCertificate } from './certificate';
import { connectTo, Folder, kubeconfig } from './connected';
import { status } from './replies';

const NODES = '/api/v1/nodes';
let api: ApiServer;
let folder: Folder;

beforeEach(async () => {
  api = await ApiServer.start();
  api.put(NODES, 'n');
  folder = new Folder();
});

afterEach(async () => {
  await api.stop();
  folder.remove();
});

/** Lets in only who bears one of the tokens. */
function letIn(...tokens: string[]): void {
  api.intercept = ({ headers }) =>
    tokens.some(token => headers.authorization === `Bearer ${token}`)
      ? undefined
      : status(401, 'Unauthorized', 'Unauthorized');
}

describe('A kubeconfig', () => {
  test('logs in by a file with a token, which is read again once it is refused', async () => {
    const tokenFile = folder.write('token', 'one\n');
    const client = await connectTo(
      folder,
      kubeconfig(api, { tokenFile: 'token' })
    );
    letIn('one');
    await client.get('nodes', 'n');
    folder.write('token', 'two\n');
    letIn('two');
    await client.get('nodes', 'n');
    expect(tokenFile).toBeTruthy();
    expect(api.received).toHaveLength(3);
    letIn('three');
    await expect(client.get('nodes', 'n')).rejects.toMatchObject({
      code: 'unauthorized'
    });
    await client.close();
  });

  test('logs in by a certificate, and by name and password', async () => {
    const own = makeCertificate('ann', api.authority);
    folder.write('own.crt', own.cert);
    const client = await connectTo(
      folder,
      kubeconfig(api, {
        'client-certificate': 'own.crt',
        'client-key-data': Buffer.from(own.key).toString('base64'),
        username: 'u',
        password: 'p'
      })
    );
    await client.get('nodes', 'n');
    expect(api.received[0].certificate).toBe('ann');
    expect(api.received[0].headers.authorization).toBe(
      `Basic ${Buffer.from('u:p').toString('base64')}`
    );
    await client.close();
  });

  test('can ask as somebody else, with the groups', async () => {
    const user = { as: 'ann', 'as-groups': ['one', 'two'] };
    const client = await connectTo(folder, kubeconfig(api, user));
    await client.get('nodes', 'n');
    expect(api.received[0].headers).toMatchObject({
      'impersonate-user': 'ann',
      'impersonate-group': 'one, two'
    });
    await client.close();
  });

  test('is put together from several files, the first winning', async () => {
    const first = kubeconfig(api, { token: 'one' });
    const KUBECONFIG = [
      folder.write('missing', '').replace('missing', 'not-there'),
      folder.write('a', first),
      folder.write('b', {
        ...kubeconfig(api, { token: 'two' }),
        'current-context': 'other'
      })
    ].join(':');
    const [context] = await listContexts({ KUBECONFIG });
    expect(context).toEqual({
      name: 'test',
      server: api.address,
      namespace: 'team',
      isCurrent: true
    });
    letIn('one');
    const client = await connect({
      context: 'test',
      version: '1',
      environment: { KUBECONFIG }
    });
    await client.get('nodes', 'n');
    await client.close();
  });

  test('that is broken is told without what it holds', async () => {
    const KUBECONFIG = folder.write('config', 'users:\n- token: "secret');
    const error = await listContexts({ KUBECONFIG }).catch(each => each);
    expect(error).toMatchObject({ code: 'invalid-kubeconfig' });
    expect(error.message).toContain('config');
    expect(error.message).not.toContain('secret');
  });

  test('that is not there has no contexts', async () => {
    expect(await listContexts({ HOME: folder.path })).toEqual([]);
    await expect(
      connect({
        context: 'test',
        version: '1',
        environment: { HOME: folder.path }
      })
    ).rejects.toMatchObject({ code: 'no-such-context' });
  });

  test('with another authority is told to be about the certificate', async () => {
    const authority = Buffer.from(makeCertificate('other').cert);
    const client = await connectTo(
      folder,
      kubeconfig(
        api,
        {},
        {
          'certificate-authority-data': authority.toString('base64')
        }
      )
    );
    await expect(
      client.get('nodes', 'n', { deadline: 300 })
    ).rejects.toMatchObject({
      code: 'unreachable',
      hint: expect.stringContaining('certificate')
    });
    await client.close();
  });

  test('is for its server alone: nobody is followed to another one', async () => {
    const other = await ApiServer.start();
    const client = await connectTo(folder, kubeconfig(api, { token: 'one' }));
    api.intercept = () => ({
      status: 307,
      body: '',
      headers: { location: `${other.address}${NODES}/n` }
    });
    await expect(client.get('nodes', 'n')).rejects.toMatchObject({
      code: 'unreachable'
    });
    expect(other.received).toEqual([]);
    await client.close();
    await other.stop();
  });

  test('that logs in by a provider which ran programs is refused', async () => {
    const user = {
      'auth-provider': { name: 'gcp', config: { 'cmd-path': 'x' } }
    };
    await expect(
      connectTo(folder, kubeconfig(api, user))
    ).rejects.toMatchObject({ code: 'invalid-kubeconfig' });
  });
});

describe('A program that logs in', () => {
  /** Tells a token with a number, and how often and with what it was run. */
  function program(): { user: object; line: string; runs(): string[] } {
    const log = `${folder.path}/runs`;
    folder.write(
      'login.js',
      `const { appendFileSync, readFileSync } = require('fs');
      appendFileSync(${JSON.stringify(log)}, process.env.PROFILE + ' ' + process.env.KUBERNETES_EXEC_INFO + '\\n');
      const count = readFileSync(${JSON.stringify(log)}, 'utf8').split('\\n').length - 1;
      console.log(JSON.stringify({ kind: 'ExecCredential', status: { token: 'token-' + count } }));`
    );
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [`${folder.path}/login.js`]
    };
    return {
      user: { exec },
      line: `${exec.command} ${exec.args[0]}`,
      runs: () =>
        existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
    };
  }

  test('is shown, and not run before it is agreed to', async () => {
    const { user, line, runs } = program();
    const config = kubeconfig(api, user);
    await expect(connectTo(folder, config)).rejects.toMatchObject({
      code: 'program-not-agreed',
      about: { program: line }
    });
    await expect(
      connectTo(folder, config, { program: `${line} --other` })
    ).rejects.toMatchObject({ code: 'program-not-agreed' });
    const KUBECONFIG = `${folder.path}/config`;
    expect(await listContexts({ KUBECONFIG })).toMatchObject([
      { program: line }
    ]);
    expect(runs()).toEqual([]);
  });

  test('runs once for all requests, in the environment of the person, and again when its token is refused', async () => {
    const { user, line, runs } = program();
    const client = await connectTo(folder, kubeconfig(api, user), {
      program: line,
      environment: { PROFILE: 'mine' }
    });
    expect(runs()).toEqual([]);
    letIn('token-1');
    const ask = (): Promise<unknown> => client.get('nodes', 'n');
    await Promise.all([ask(), ask(), ask()]);
    expect(runs()).toHaveLength(1);
    const [profile, info] = runs()[0].split(/ (.*)/);
    expect(profile).toBe('mine');
    expect(JSON.parse(info)).toMatchObject({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential'
    });
    letIn('token-2');
    await Promise.all([ask(), ask(), ask()]);
    expect(runs()).toHaveLength(2);
    await client.close();
  });

  test('that fails is named, with what it said', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', 'console.error("session expired"); process.exit(1)']
    };
    const line = [exec.command, ...exec.args].join(' ');
    const client = await connectTo(folder, kubeconfig(api, { exec }), {
      program: line
    });
    await expect(client.get('nodes', 'n')).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('session expired'),
      about: { program: line }
    });
    await client.close();
  });
});

test('A program that takes longer than the request is told to be what is waited for', async () => {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', 'setTimeout(() => undefined, 500)']
  };
  const program = [exec.command, ...exec.args].join(' ');
  const client = await connectTo(folder, kubeconfig(api, { exec }), {
    program
  });
  await expect(
    client.get('nodes', 'n', { deadline: 50 })
  ).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringContaining('not ended yet')
  });
  await client.close();
});

describe('Within a cluster', () => {
  async function inPod(): Promise<{
    environment: NodeJS.ProcessEnv;
    mount: string;
  }> {
    folder.write('ca.crt', api.authority.cert);
    folder.write('token', 'one');
    folder.write('namespace', 'mine\n');
    const { hostname, port } = new URL(api.address);
    return {
      environment: {
        HOME: folder.path,
        KUBERNETES_SERVICE_HOST: hostname,
        KUBERNETES_SERVICE_PORT: port
      },
      mount: folder.path
    };
  }

  test('the service account of the pod is used, in its namespace alone', async () => {
    const client = await connect({
      context: IN_CLUSTER,
      version: '1',
      ...(await inPod())
    });
    letIn('one');
    await client.get('nodes', 'n');
    // Kubernetes renews the token in its file.
    folder.write('token', 'two');
    letIn('two');
    await client.get('nodes', 'n');
    expect(client.namespace).toBe('mine');
    await expect(
      client.list('pods', { namespace: 'other' })
    ).rejects.toMatchObject({ code: 'namespace-not-open' });
    await client.close();
  });

  test('it is listed first, to be chosen', async () => {
    const { environment, mount } = await inPod();
    const KUBECONFIG = folder.write('config', kubeconfig(api, {}));
    const listed = await listContexts({ ...environment, KUBECONFIG }, mount);
    expect(listed).toMatchObject([
      { name: IN_CLUSTER, namespace: 'mine', isCurrent: false },
      { name: 'test', isCurrent: true }
    ]);
  });

  test('elsewhere there is no such context', async () => {
    await expect(
      connect({ context: IN_CLUSTER, version: '1', environment: {} })
    ).rejects.toMatchObject({ code: 'no-such-context' });
  });
});
