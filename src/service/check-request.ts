/** What every request has to bear, and reading what it holds. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import { ServiceError, wrongCall } from './service-error';

export const SECRET_HEADER = 'x-cellway-secret';

/** Enough for a notebook full of images; in bytes. */
const BODY_LIMIT = 100 * 1024 * 1024;

/** Answers only who knows the secret. */
export function requireSecret(secret: string): MiddlewareHandler {
  const expected = digest(secret);
  return async (context, next) => {
    const given = context.req.header(SECRET_HEADER) ?? '';
    // Digests are of one length, and take one time to compare.
    if (!timingSafeEqual(digest(given), expected)) {
      throw new ServiceError(401, {
        code: 'wrong-secret',
        message: 'The request does not bear the secret of this service',
        hint: 'Go through the Jupyter server.'
      });
    }
    await next();
  };
}

/** Lets a POST or PATCH in only as JSON, which no page of another site can send unasked. */
export const requireJson: MiddlewareHandler = async (context, next) => {
  const { method } = context.req;
  const [type = ''] = (context.req.header('content-type') ?? '').split(';');
  const hasBody = method === 'POST' || method === 'PATCH';
  if (hasBody && type.trim().toLowerCase() !== 'application/json') {
    throw new ServiceError(415, {
      code: 'not-json',
      message: 'The body of the request is not said to be JSON',
      hint: 'Send it with Content-Type: application/json.'
    });
  }
  await next();
};

export function limitBody(limit = BODY_LIMIT): MiddlewareHandler {
  return bodyLimit({
    maxSize: limit,
    onError: () => {
      throw new ServiceError(413, {
        code: 'too-large',
        message: `The notebook is larger than ${Math.floor(limit / 2 ** 20)} MB`,
        hint: 'Clear its outputs.'
      });
    }
  });
}

/** @throws ServiceError `invalid-json`, `invalid-call` */
export async function readBody<T>(
  context: Context,
  schema: z.ZodType<T>
): Promise<T> {
  const text = await context.req.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrongCall('invalid-json', `The body is no JSON: ${reason}`);
  }
  return check(json, schema);
}

/** @throws ServiceError `invalid-call` */
export function readQuery<T>(context: Context, schema: z.ZodType<T>): T {
  return check(context.req.query(), schema);
}

function check<T>(value: unknown, schema: z.ZodType<T>): T {
  const read = schema.safeParse(value);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message
    );
    throw wrongCall('invalid-call', problems.join('; '));
  }
  return read.data;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
