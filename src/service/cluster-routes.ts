/** The routes of clusters; src/service/api/clusters.ts describes them. */
import type { Hono } from 'hono';
import { clusterCall } from './api/clusters';
import { readBody } from './check-request';
import type { Clusters } from './clusters/clusters';

export function addClusterRoutes(app: Hono, clusters: Clusters): void {
  app.get('/clusters', async context => context.json(await clusters.list()));

  app.post('/clusters/check', async context => {
    const call = await readBody(context, clusterCall);
    const { signal } = context.req.raw;
    return context.json(await clusters.check(call, signal));
  });
}
