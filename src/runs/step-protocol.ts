import * as z from 'zod';
import { pythonEnvironment } from './python-environment';
import { stepEvent } from './step-event';
import { stepRequest } from './step-request';
import { stepResult } from './step-result';
import { lookRequest, lookResult } from './value-look';

/**
 * What passes between engines and the runner as JSON Schemas. They are kept in
 * `step-protocol.json`, which the tests of the runner check it against.
 */
export function stepProtocolSchemas(): Record<string, unknown> {
  return {
    request: z.toJSONSchema(stepRequest),
    result: z.toJSONSchema(stepResult),
    event: z.toJSONSchema(stepEvent),
    environment: z.toJSONSchema(pythonEnvironment),
    lookRequest: z.toJSONSchema(lookRequest),
    lookResult: z.toJSONSchema(lookResult)
  };
}
