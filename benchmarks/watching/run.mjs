/**
 * What the service takes while it watches 1,000 pods, and how soon it tells of
 * their changes: `node benchmarks/watching/run.mjs [--rounds N]` prints a table.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { median, quantile } from '../lab/report.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' } }
});
const folder = await mkdtemp(join(tmpdir(), 'cellway-watching-'));
try {
  const [load] = loadavg();
  const rounds = await measured(Number(values.rounds));
  console.log(
    `${cpus().length} processors, load ${load.toFixed(1)} at the start; ${rounds.length} rounds\n`
  );
  console.log('| | measured |\n| --- | --- |');
  for (const [index, { what }] of rounds[0].stations.entries()) {
    const [now, most] = ['now', 'most'].map(each =>
      median(rounds.map(({ stations }) => stations[index][each])).toFixed(0)
    );
    console.log(`| ${what} | ${now} MB, at most ${most} MB so far |`);
  }
  for (const [name, what] of [
    ['begun', 'a pod begins'],
    ['ended', 'a pod ends'],
    ['burst', '500 pods end at once']
  ]) {
    const all = rounds.flatMap(({ delays }) => delays[name]);
    const [half, most, last] = [0.5, 0.95, 1].map(share =>
      quantile(all, share).toFixed(0)
    );
    console.log(
      `| ${what}, until it is told | median ${half} ms, 95 % ${most} ms, all ${last} ms |`
    );
  }
} finally {
  await rm(folder, { recursive: true });
}

async function measured(rounds) {
  const program = join(folder, 'measure.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('measure.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    banner: {
      js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);'
    },
    logLevel: 'warning'
  });
  const service = fileURLToPath(
    new URL('../../cellway/service/service.mjs', import.meta.url)
  );
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, service],
      { maxBuffer: 64 * 1024 * 1024 }
    );
    found.push(JSON.parse(stdout));
  }
  return found;
}
