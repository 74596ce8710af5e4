import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepProtocolSchemas } from '../step-protocol';

it('is the protocol that the runner is tested against', () => {
  // Where this fails: `node scripts/write-step-protocol.mjs`.
  const kept = readFileSync(join(__dirname, '../step-protocol.json'), 'utf8');
  expect(JSON.parse(kept)).toEqual(
    JSON.parse(JSON.stringify(stepProtocolSchemas()))
  );
});
