/**
 * Writes src/runs/step-protocol.json, the JSON Schemas of what passes between
 * engines and the runner, from their definitions beside it.
 */
import { writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import prettier from 'prettier';

const target = 'src/runs/step-protocol.json';

const { outputFiles } = await build({
  entryPoints: ['src/runs/step-protocol.ts'],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { stepProtocolSchemas } = await import(
  `data:text/javascript;base64,${code}`
);

const text = JSON.stringify(stepProtocolSchemas(), undefined, 2);
await writeFile(target, await prettier.format(text, { filepath: target }));
