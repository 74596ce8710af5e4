/**
 * The real JupyterLab with the real service, in Debian's chromium. `galata`
 * uses JupyterLab's own helpers; `auth` comes in as people do, with a token
 * in the address and then cookies, which needs the XSRF header, and below a
 * base URL as behind JupyterHub; `notebook7` is Jupyter Notebook;
 * `collaboration` has several people in one notebook; `screenshots` takes the
 * pictures of docs/images where CELLWAY_SCREENSHOTS is set.
 */
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import path from 'node:path';
import {
  COLLABORATION,
  HUB,
  kubeconfigOf,
  LAB,
  LABS,
  TOKEN,
  WORKERS,
  type Server
} from './server';

type WebServer = Extract<
  PlaywrightTestConfig['webServer'],
  { command: string }
>;

const report = process.env.CELLWAY_UI_REPORT;
const COLLABORATION_PACKAGES = path.join(__dirname, '../.venv/collaboration');
const withToken = { extraHTTPHeaders: { Authorization: `token ${TOKEN}` } };
const forGalata = {
  ...withToken,
  /** Galata puts paths that begin with a slash behind it. */
  baseURL: LAB.url.replace(/\/$/, ''),
  // Each frame that is drawn without a GPU costs; what moves has tests of its own.
  contextOptions: { reducedMotion: 'reduce' as const }
};

export default defineConfig({
  outputDir: '../test-results',
  workers: WORKERS,
  // A landing does not depend on a browser's luck; the list says which tests were flaky.
  retries: report ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: report ? [['list'], ['junit', { outputFile: report }]] : [['list']],
  use: {
    baseURL: LAB.url,
    viewport: { width: 1280, height: 800 },
    // What the last page has compiled need not be compiled again.
    reuseContext: true,
    screenshot: 'only-on-failure',
    trace: process.env.CELLWAY_TRACE ? 'on' : 'off',
    launchOptions: {
      executablePath:
        process.env.CELLWAY_CHROMIUM ??
        '/usr/lib/chromium/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        // No page lives long enough for it to be worth it.
        '--js-flags=--no-opt --no-maglev'
      ]
    }
  },
  projects: [
    { name: 'galata', testDir: 'galata', use: forGalata },
    // There is one server for all tests of these.
    { name: 'auth', testDir: 'auth', workers: 1, use: { baseURL: HUB.url } },
    { name: 'notebook7', testDir: 'notebook7', use: withToken },
    {
      name: 'collaboration',
      testDir: 'collaboration',
      workers: 1,
      use: { ...withToken, baseURL: COLLABORATION.url }
    },
    ...(process.env.CELLWAY_SCREENSHOTS
      ? [{ name: 'screenshots', testDir: 'screenshots', use: forGalata }]
      : [])
  ],
  webServer: [...LABS, HUB, COLLABORATION].map(launch)
});

function launch(server: Server): WebServer {
  const { port, baseUrl, collaborates, url, root } = server;
  return {
    command: 'jupyter lab --config ui-tests/jupyter_server_config.py',
    cwd: path.join(__dirname, '..'),
    url: `${url}api`,
    env: {
      CELLWAY_TEST_PORT: String(port),
      CELLWAY_TEST_BASE_URL: baseUrl,
      CELLWAY_TEST_ROOT: root,
      CELLWAY_TEST_TOKEN: TOKEN,
      KUBECONFIG: kubeconfigOf(server),
      ...(collaborates && {
        CELLWAY_TEST_COLLABORATION: 'yes',
        PYTHONPATH: COLLABORATION_PACKAGES,
        JUPYTER_PATH: path.join(COLLABORATION_PACKAGES, 'share/jupyter')
      })
    },
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGINT', timeout: 10_000 }
  };
}
