/** The routes of what steps found and left; src/service/api/artifacts.ts describes them. */
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { Artifacts } from '../engines/artifacts';
import type { RunHandle } from '../engines/engine';
import type { Engines } from '../engines/engines';
import { newFile, shownPart, type ArtifactFile } from './api/artifacts';
import { ArtifactFiles } from './artifact-files';
import { readBody, readQuery } from './check-request';
import type { Runs } from './runs';

const named = z.object({ notebook: z.string().min(1) });

const OUTPUT = '/runs/:id/steps/:step/outputs/:name';

export function addArtifactRoutes(
  app: Hono,
  runs: Runs,
  engines: Engines
): void {
  const files = new ArtifactFiles();
  const runOf = (context: Context): Promise<RunHandle> => {
    const { notebook } = readQuery(context, named);
    return runs.handle(notebook, parameter(context, 'id'));
  };
  const artifactsOf = async ({ engine }: RunHandle): Promise<Artifacts> =>
    (await engines.of(engine)).artifacts;
  const outputOf = (context: Context): { step: string; name: string } => ({
    step: parameter(context, 'step'),
    name: parameter(context, 'name')
  });

  app.get('/runs/:id/artifacts', async context => {
    const run = await runOf(context);
    const artifacts = await artifactsOf(run);
    return context.json(await artifacts.list(run));
  });

  app.get('/runs/:id/steps/:step/inputs', async context => {
    const run = await runOf(context);
    const artifacts = await artifactsOf(run);
    return context.json(
      await artifacts.inputs(run, parameter(context, 'step'))
    );
  });

  app.get(OUTPUT, async context => {
    const run = await runOf(context);
    const artifacts = await artifactsOf(run);
    return context.json(await artifacts.output(run, outputOf(context)));
  });

  app.get(`${OUTPUT}/preview`, async context => {
    const run = await runOf(context);
    const { row, column } = readQuery(context, shownPart);
    const artifacts = await artifactsOf(run);
    return context.json(
      await artifacts.preview(run, outputOf(context), [row, column])
    );
  });

  app.post(`${OUTPUT}/files`, async context => {
    const { format } = await readBody(context, newFile);
    const run = await runOf(context);
    const artifacts = await artifactsOf(run);
    const file = await artifacts.file(run, outputOf(context), format);
    const { name, type, size } = file;
    const answer: ArtifactFile = { file: files.add(file), name, type, size };
    return context.json(answer, 201);
  });

  app.get('/downloads/:file', context => {
    const { file, content } = files.take(context.req.param('file'));
    // RFC 6266: names may hold any letter.
    const name = encodeURIComponent(file.name);
    return context.body(content, 200, {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename*=UTF-8''${name}`
    });
  });
}

/** A part of the path, which the route has. */
function parameter(context: Context, name: string): string {
  return context.req.param(name) ?? '';
}
