/** The page that explains the diagnostics has all that there are, and no other. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CHECK_EXAMPLES } from '../../pipeline/fixes/__tests__/check-examples';
import { TAG_EXAMPLES } from '../../pipeline/fixes/__tests__/tag-examples';

const ROOT = path.join(__dirname, '../../..');

/** The codes in the first columns of the tables. */
function documented(): string[] {
  const page = readFileSync(path.join(ROOT, 'docs/diagnostics.md'), 'utf8');
  return page
    .split('\n')
    .flatMap(line => /^\| ?(`[^|]*)\|/.exec(line)?.[1].match(/[\w-]+/g) ?? []);
}

/** What engines tell of a run: each names its severity beside its code. */
function ofEngines(): string[] {
  const folder = path.join(ROOT, 'src/engines');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.includes('__tests__'))
    .map(file => readFileSync(path.join(folder, file), 'utf8'))
    .flatMap(text => [
      ...text.matchAll(/\bseverity\b[^]{0,99}?\bcode: '([\w-]+)'/g),
      // What an engine does without is told in one way by all of them.
      ...text.matchAll(/\bengine: '\w+',\s+code: '([\w-]+)'/g)
    ])
    .map(([, code]) => code);
}

it('has each code once', () => {
  const codes = documented();
  expect(codes).toEqual([...new Set(codes)]);
  expect(ofEngines()).toContain('unverified');
  expect([...codes].sort()).toEqual(
    [
      ...new Set([
        ...Object.keys(TAG_EXAMPLES),
        ...Object.keys(CHECK_EXAMPLES),
        ...ofEngines()
      ])
    ].sort()
  );
});
