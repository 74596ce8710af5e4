import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Server } from 'node:http';

/** Answers requests on a unix socket; resolves when it does. */
export function listen(app: Hono, socket: string): Promise<Server> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  // Who closes an idle connection first must not be the one who is sent requests.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => resolve(server));
  });
}
