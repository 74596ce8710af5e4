import { execFileSync } from 'node:child_process';
import path from 'node:path';

it('docs/settings.md says what the schemas say', () => {
  const cwd = path.join(__dirname, '../../..');
  const script = 'scripts/describe-settings.mjs';
  expect(() =>
    execFileSync(process.execPath, [script, '--check'], { cwd })
  ).not.toThrow();
});
