import { notebookText } from '../../engines/local/__tests__/notebooks';
import { RunningService } from './running-service';

let service: RunningService;

beforeAll(async () => {
  service = await RunningService.start();
});

afterAll(() => service.stop());

const TEXT = notebookText([['step:one', 'print(1)']]);
const RUN = { id: 'r', notebook: { path: 'a.ipynb', text: TEXT } };

describe('the service', () => {
  it('tells that it lives', async () => {
    const { status, json } = await service.call('GET', '/health');
    expect(status).toBe(200);
    expect(json).toEqual({
      version: '1.2.3',
      pid: process.pid,
      node: process.versions.node
    });
  });

  it.each([
    ['no', {}],
    ['another', { 'x-cellway-secret': 'x' }],
    ['an empty', { 'x-cellway-secret': '' }]
  ])('refuses who has %s secret, for all it asks', async (_, headers) => {
    for (const [method, path] of [
      ['GET', '/health'],
      ['POST', '/runs'],
      ['DELETE', '/runs/r?notebook=a.ipynb'],
      ['GET', '/nowhere']
    ]) {
      const given = { 'x-cellway-secret': '', ...headers };
      const answer = await service.call(method, path, { headers: given });
      expect([answer.status, answer.error.code]).toEqual([401, 'wrong-secret']);
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
    'takes no POST as %p',
    async type => {
      const headers = { 'content-type': type };
      for (const path of ['/runs', '/runs/r/cancel?notebook=a.ipynb']) {
        const answer = await service.call('POST', path, { body: RUN, headers });
        expect([answer.status, answer.error.code]).toEqual([415, 'not-json']);
      }
    }
  );

  it('refuses a body that is too large before it is sent', async () => {
    const headers = { 'content-length': String(2 ** 30) };
    const { statusCode } = await service.open('POST', '/pipelines', {
      headers
    });
    expect(statusCode).toBe(413);
  });

  it.each([
    ['POST', '/runs', '{"id": ', 'invalid-json', /no JSON/],
    ['POST', '/runs', '', 'invalid-json', /no JSON/],
    ['POST', '/runs', [], 'invalid-call', /object/],
    ['POST', '/runs', { ...RUN, id: 1 }, 'invalid-call', /^id: /],
    [
      'POST',
      '/runs',
      { ...RUN, notebook: { path: 'a.ipynb' } },
      'invalid-call',
      /^notebook\.text: /
    ],
    ['POST', '/runs', { ...RUN, id: '../r' }, 'invalid-run', /'\.\.\/r'/],
    ['POST', '/pipelines', {}, 'invalid-call', /path: .*; text: /],
    ['GET', '/runs', undefined, 'invalid-call', /^notebook: /],
    ['GET', '/runs?notebook=', undefined, 'invalid-call', /^notebook: /],
    [
      'GET',
      '/runs?notebook=a.ipynb&limit=0',
      undefined,
      'invalid-call',
      /^limit: /
    ],
    ['DELETE', '/runs/r', undefined, 'invalid-call', /^notebook: /]
  ])(
    'answers %s %s with %j with a wrong call',
    async (method, path, body, code, message) => {
      const answer = await service.call(method, path, { body });
      expect([answer.status, answer.error.code]).toEqual([400, code]);
      expect(answer.error.message).toMatch(message);
      expect(answer.error.hint).not.toBe('');
    }
  );

  it.each(['../a.ipynb', 'b/../../a.ipynb', '/..', '/', './.', 'a\0.ipynb'])(
    'takes %j for no notebook of its root',
    async path => {
      const answers = [
        await service.call('POST', '/runs', {
          body: { ...RUN, notebook: { path, text: TEXT } }
        }),
        await service.call('GET', `/runs?notebook=${encodeURIComponent(path)}`)
      ];
      for (const { status, error } of answers) {
        expect([status, error.code]).toEqual([400, 'invalid-path']);
      }
    }
  );

  it('knows no other routes', async () => {
    const { status, error } = await service.call('GET', '/files/a.ipynb');
    expect([status, error.code]).toEqual([404, 'no-such-route']);
  });

  it.each([
    ['', 'empty'],
    ['{', 'truncated-json'],
    ['<html></html>', 'web-page'],
    ['{"cells": 1}', 'not-a-notebook']
  ])('cannot read %j as a notebook', async (text, code) => {
    for (const [path, body] of [
      ['/pipelines', { path: 'a.ipynb', text }],
      ['/runs', { ...RUN, notebook: { path: 'a.ipynb', text } }]
    ] as const) {
      const { status, error } = await service.call('POST', path, { body });
      expect([status, error.code]).toEqual([422, code]);
      expect(error.message).toMatch(/^The notebook cannot be read: /);
    }
  });

  it('answers with the pipeline of a notebook, errors too', async () => {
    const text = notebookText([
      ['step:one', 'x = 1'],
      ['step:two', 'print(x']
    ]);
    const { status, json } = await service.call('POST', '/pipelines', {
      body: { path: 'a.ipynb', text }
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      pipeline: { steps: [{ id: 'one' }, { id: 'two' }] },
      diagnostics: [{ severity: 'error', cell: 1 }]
    });
  });

  it('keeps to itself where an error comes from', async () => {
    const broken = await RunningService.start(() =>
      Promise.reject(new Error('no grammar'))
    );
    const { status, text, error } = await broken.call('POST', '/pipelines', {
      body: RUN.notebook
    });
    await broken.stop();
    expect([status, error.code]).toEqual([500, 'internal-error']);
    expect(error.message).toBe('no grammar');
    expect(text).not.toContain('.ts');
    expect(broken.log.join()).toMatch(/^POST \/pipelines: Error: no grammar\n/);
  });
});
