import { z } from 'zod';
import { stepEvent } from './step-event';
import { stepRequest } from './step-request';
import { stepResult } from './step-result';

/**
 * Request, result and events as JSON Schemas. They are kept in
 * `step-protocol.json`, which the tests of the runner check it against.
 */
export function stepProtocolSchemas(): Record<string, unknown> {
  return {
    request: z.toJSONSchema(stepRequest),
    result: z.toJSONSchema(stepResult),
    event: z.toJSONSchema(stepEvent)
  };
}
