/**
 * The real JupyterLab with the real service, in Debian's chromium. `galata`
 * uses JupyterLab's own helpers; `auth` comes in as people do, with a token
 * in the address and then cookies, which needs the XSRF header; `screenshots`
 * takes the pictures of docs/images where CELLWAY_SCREENSHOTS is set.
 */
import { defineConfig } from '@playwright/test';
import { PORT, ROOT, TOKEN, URL } from './server';

const report = process.env.CELLWAY_UI_REPORT;
const withToken = { extraHTTPHeaders: { Authorization: `token ${TOKEN}` } };

export default defineConfig({
  outputDir: '../test-results',
  // One server, and two cores for it, the browser and the steps.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  reporter: report ? [['list'], ['junit', { outputFile: report }]] : [['list']],
  use: {
    baseURL: URL,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: process.env.CELLWAY_TRACE ? 'on' : 'off',
    launchOptions: {
      executablePath: process.env.CELLWAY_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']
    }
  },
  projects: [
    { name: 'galata', testDir: 'galata', use: withToken },
    { name: 'auth', testDir: 'auth' },
    ...(process.env.CELLWAY_SCREENSHOTS
      ? [{ name: 'screenshots', testDir: 'screenshots', use: withToken }]
      : [])
  ],
  webServer: {
    command: 'jupyter lab --config ui-tests/jupyter_server_config.py',
    cwd: '..',
    url: `${URL}/api`,
    env: {
      CELLWAY_TEST_PORT: String(PORT),
      CELLWAY_TEST_ROOT: ROOT,
      CELLWAY_TEST_TOKEN: TOKEN
    },
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGINT', timeout: 10_000 }
  }
});
