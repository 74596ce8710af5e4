/** The routes of the service; src/service/api describes them. */
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import type { Engines } from '../engines/engines';
import { markChange } from '../runs/run-marks';
import { newImage } from './api/images';
import { checkedNotebook } from './api/pipelines';
import { newRun, RUN_LIMIT, type Health } from './api/runs';
import type { Examples } from './api/surroundings';
import { addArtifactRoutes } from './artifact-routes';
import {
  limitBody,
  readBody,
  readQuery,
  requireJson,
  requireSecret
} from './check-request';
import { addClusterRoutes } from './cluster-routes';
import type { Clusters } from './clusters/clusters';
import { explainError } from './explain-error';
import type { Images } from './images/images';
import { jsonLines } from './json-lines';
import type { Runs } from './runs';
import { ServiceError } from './service-error';
import type { Surroundings } from './surroundings';

export interface AppParts {
  readonly secret: string;
  readonly version: string;
  readonly runs: Runs;
  readonly engines: Engines;
  readonly clusters: Clusters;
  readonly surroundings: Surroundings;
  readonly images: Images;
  /** Takes what a person who looks after the service has to know. */
  log(text: string): void;
}

const named = z.object({ notebook: z.string().min(1) });

const listed = named.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(RUN_LIMIT)
});

const watched = named.extend({ from: z.string().max(200).default('') });

export function makeApp(parts: AppParts): Hono {
  const { engines, runs } = parts;
  const app = new Hono();

  app.use(requireSecret(parts.secret), requireJson, limitBody());

  app.get('/health', context => {
    const { version } = parts;
    const health = { version, pid: process.pid, node: process.versions.node };
    return context.json(health satisfies Health);
  });

  app.get('/findings', async context => {
    const { notebook } = readQuery(context, named.partial());
    return context.json(await parts.surroundings.findings(notebook));
  });

  app.post('/examples', async context => {
    const { notebook, isNew } = await parts.surroundings.examples();
    const answer: Examples = { notebook };
    return context.json(answer, isNew ? 201 : 200);
  });

  app.post('/images', async context => {
    const call = await readBody(context, newImage);
    const recipe = await parts.images.recipe(call);
    return context.json(recipe, call.folder === undefined ? 200 : 201);
  });

  app.post('/pipelines', async context => {
    return context.json(
      await runs.check(await readBody(context, checkedNotebook))
    );
  });

  app.get('/runs', async context => {
    const query = readQuery(context, listed);
    return context.json(await runs.list(query.notebook, query.limit));
  });

  app.get('/runs/active', async context => context.json(await runs.active()));

  app.get('/runs/metrics', async context => {
    const query = readQuery(context, listed);
    return context.json(await runs.metrics(query.notebook, query.limit));
  });

  app.post('/runs', async context => {
    const run = await readBody(context, newRun);
    return context.json(await runs.submit(run), 201);
  });

  app.get('/runs/:id', async context => {
    const query = readQuery(context, named);
    return context.json(
      await runs.read(query.notebook, context.req.param('id'))
    );
  });

  app.get('/runs/:id/events', async context => {
    const query = readQuery(context, watched);
    const abort = new AbortController();
    const events = await runs.watch(
      query.notebook,
      context.req.param('id'),
      query.from,
      abort.signal
    );
    const lines = jsonLines(events, () => abort.abort());
    return context.body(lines, 200, { 'Content-Type': 'application/x-ndjson' });
  });

  app.get('/runs/:id/notebook', async context => {
    const query = readQuery(context, named);
    const text = await runs.executed(query.notebook, context.req.param('id'));
    return context.body(text, 200, { 'Content-Type': 'application/json' });
  });

  app.get('/runs/:id/source', async context => {
    const query = readQuery(context, named);
    const text = await runs.source(query.notebook, context.req.param('id'));
    return context.body(text, 200, { 'Content-Type': 'application/json' });
  });

  app.patch('/runs/:id', async context => {
    const query = readQuery(context, named);
    const id = context.req.param('id');
    const change = await readBody(context, markChange);
    return context.json(await runs.mark(query.notebook, id, change));
  });

  app.post('/runs/:id/cancel', async context => {
    const query = readQuery(context, named);
    await runs.cancel(query.notebook, context.req.param('id'));
    return context.body(null, 204);
  });

  app.post('/runs/:id/resume', async context => {
    const query = readQuery(context, named);
    await runs.resume(query.notebook, context.req.param('id'));
    return context.body(null, 204);
  });

  app.delete('/runs/:id', async context => {
    const query = readQuery(context, named);
    await runs.remove(query.notebook, context.req.param('id'));
    return context.body(null, 204);
  });

  addArtifactRoutes(app, runs, engines);
  addClusterRoutes(app, parts.clusters);

  app.notFound(context => {
    const { method, path } = context.req;
    throw new ServiceError(404, {
      code: 'no-such-route',
      message: `There is no ${method} ${path}`,
      hint: 'Reload the page: it may be of another version of Cellway.'
    });
  });

  app.onError((error, context) => {
    const { status, body, isUnforeseen } = explainError(error);
    if (isUnforeseen) {
      const { method, path } = context.req;
      parts.log(`${method} ${path}: ${error.stack ?? error.message}`);
    }
    return context.json(body, status as ContentfulStatusCode);
  });

  return app;
}
