/** The routes of clusters; src/service/api/clusters.ts and volumes.ts describe them. */
import type { Hono } from 'hono';
import { clusterCall, offersCall } from './api/clusters';
import { newVolumeCall, volumesCall } from './api/volumes';
import { readBody } from './check-request';
import type { Clusters } from './clusters/clusters';

export function addClusterRoutes(app: Hono, clusters: Clusters): void {
  app.get('/clusters', async context => context.json(await clusters.list()));

  app.post('/clusters/check', async context => {
    const call = await readBody(context, clusterCall);
    const { signal } = context.req.raw;
    return context.json(await clusters.check(call, signal));
  });

  app.post('/clusters/offers', async context => {
    const call = await readBody(context, offersCall);
    const { signal } = context.req.raw;
    return context.json(await clusters.offers(call, signal));
  });

  app.post('/clusters/volumes', async context => {
    const call = await readBody(context, volumesCall);
    const { signal } = context.req.raw;
    return context.json(await clusters.volumes(call, signal));
  });

  app.post('/clusters/volumes/new', async context => {
    const call = await readBody(context, newVolumeCall);
    const made = await clusters.makeVolume(call);
    return context.json(made, call.isRehearsal ? 200 : 201);
  });
}
