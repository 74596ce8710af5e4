/** The real JupyterLab, with Cellway and without, in Debian's chromium. */
/* global window */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PORT = Number(process.env.CELLWAY_BENCH_PORT ?? 18_986);
const TOKEN = 'benchmark-token';
const URL_OF_LAB = `http://127.0.0.1:${PORT}`;

/** Starts a server and a browser; `notebooks` are texts by file name. */
export async function start(notebooks) {
  const folder = await mkdtemp(join(tmpdir(), 'cellway-lab-'));
  const root = join(folder, 'root');
  const config = join('ui-tests', 'jupyter_server_config.py');
  const server = spawn('jupyter', ['lab', '--config', config], {
    cwd: ROOT,
    stdio: 'ignore',
    env: {
      ...process.env,
      CELLWAY_TEST_PORT: String(PORT),
      CELLWAY_TEST_BASE_URL: '/',
      CELLWAY_TEST_ROOT: root,
      CELLWAY_TEST_TOKEN: TOKEN
    }
  });
  const ended = new Promise(resolve => server.once('exit', resolve));
  // Nothing is left behind when somebody loses patience.
  process.once('exit', () => server.kill('SIGINT'));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => process.exit(1));
  }
  await answering();
  for (const [name, text] of Object.entries(notebooks)) {
    await writeFile(join(root, name), text);
  }
  const browser = await chromium.launch({
    executablePath: process.env.CELLWAY_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']
  });
  const stop = async () => {
    await browser.close();
    server.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { browser, root, stop };
}

/** Opens JupyterLab in a browser that has seen nothing yet. */
export async function openLab(browser, withCellway) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    extraHTTPHeaders: { Authorization: `token ${TOKEN}` }
  });
  const page = await context.newPage();
  if (!withCellway) {
    await page.route(/\/lab(\?|$)/, disable);
  }
  await page.goto(`${URL_OF_LAB}/lab?reset`);
  await page.waitForFunction(() => window.jupyterapp?.restored);
  await page.evaluate(() => window.jupyterapp.restored);
  return page;
}

/** As where somebody has disabled the extension in the plugin manager. */
async function disable(route) {
  const response = await route.fetch();
  const html = await response.text();
  const body = html.replace(
    /(<script id="jupyter-config-data"[^>]*>)(.*?)(<\/script>)/s,
    (_, begin, json, end) => {
      const config = JSON.parse(json);
      const disabledExtensions = [
        ...(config.disabledExtensions ?? []),
        'cellway'
      ];
      return `${begin}${JSON.stringify({ ...config, disabledExtensions })}${end}`;
    }
  );
  await route.fulfill({ response, body });
}

async function answering() {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${URL_OF_LAB}/api`).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await sleep(100);
  }
  throw new Error('JupyterLab does not answer.');
}
