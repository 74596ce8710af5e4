import { environmentProxy } from '../connection/proxy';

test.each([
  ['https://k.example:6443', {}, undefined],
  ['https://k.example', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://k.example', { https_proxy: 'p:1' }, 'http://p:1'],
  ['https://k.example', { HTTP_PROXY: 'http://p:1' }, undefined],
  ['http://k.example', { HTTP_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://localhost:6443', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['https://127.0.0.1:6443', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['https://[::1]:6443', { HTTPS_PROXY: 'http://p:1' }, undefined]
])('For %s, %j names %s', (server, environment, proxy) => {
  expect(environmentProxy(server, environment)).toBe(proxy);
});

test.each([
  ['*', 'k.example', true],
  ['example', 'k.example', true],
  ['.example', 'k.example', true],
  ['*.example', 'k.example', true],
  ['.k.example', 'k.example', false],
  ['K.Example', 'k.example', true],
  ['ample', 'k.example', false],
  ['a, k.example ,b', 'k.example', true],
  ['k.example:6443', 'k.example', true],
  ['k.example:443', 'k.example', false],
  ['', 'k.example', false],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['10.0.0.0/99', '10.1.2.3', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['fd00::/8', '[fd00::1]', true],
  ['fd00::1', '[fd00::1]', true],
  ['10.0.0.0/8', '[fd00::1]', false]
])('NO_PROXY=%s for %s: %s', (NO_PROXY, host, isDirect) => {
  const environment = { HTTPS_PROXY: 'http://p:1', NO_PROXY };
  expect(environmentProxy(`https://${host}:6443`, environment)).toBe(
    isDirect ? undefined : 'http://p:1'
  );
});
