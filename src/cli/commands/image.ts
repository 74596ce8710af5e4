import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { imageFault } from '../../notebook/dialect/faults';
import {
  asTyped,
  buildCommands,
  findBuilder,
  type Words
} from '../../service/images/builders';
import { makeRecipe } from '../../service/images/make-recipe';
import type { Recipe } from '../../service/images/recipe';
import { saveRecipe } from '../../service/images/save-recipe';
import { createAnalyser } from '../analyser';
import { CallError, readArguments, type Command } from '../command';
import { explained } from '../explained';
import { readNotebook } from '../notebook-file';
import { RUNNER } from '../runner-path';

export const image: Command = {
  summary: 'write or build a container image with what a notebook imports',
  usage: `Usage: cellway image NOTEBOOK [-o DIR] [--build] [--tag TAG] [--base IMAGE]

Finds out which packages a notebook and its modules import in the Python of its
kernel, with what these need, in the versions that are installed here, and
writes what makes an image of that: a Dockerfile and a requirements.txt. Steps
on a cluster run in it. What it leaves out is told.

  -o, --output DIR  write them into this folder; else they are printed
      --build       build the image, with buildah, podman or docker
      --tag TAG     the name of the image; of the notebook and what is in it if
                    absent. Name it with its registry to push it there
      --base IMAGE  begin with this image; with that of the notebook's version
                    of Python if absent

Exit code: 0 done, 1 the image was not built, 2 the notebook or the call is wrong.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      output: { type: 'string', short: 'o' },
      build: { type: 'boolean' },
      tag: { type: 'string' },
      base: { type: 'string' }
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) {
      throw new CallError("Name one notebook: 'cellway image NOTEBOOK'.");
    }
    checkReference('tag', values.tag);
    checkReference('base', values.base);
    const notebook = await readNotebook(path);
    const analyser = await createAnalyser();
    const recipe = await explained(() =>
      makeRecipe(resolve(path), notebook, {
        analyser,
        runner: RUNNER,
        environment: process.env,
        base: values.base
      })
    );
    recipe.remarks.forEach(each => console.error(`cellway: ${each}`));
    const { output, build } = values;
    const { tag = recipe.tag } = values;
    if (output === undefined && !build) {
      print(recipe);
      return 0;
    }
    const builder = findBuilder(process.env);
    if (output === undefined && !builder) {
      throw new CallError(
        'No program is here that builds images: buildah, podman or docker. Write what makes it into a folder with -o DIR, and build it elsewhere.'
      );
    }
    const folder = output ?? (await mkdtemp(join(tmpdir(), 'cellway-image-')));
    try {
      await explained(() => saveRecipe(folder, recipe));
      const { python, sources } = recipe;
      const parts = { folder, tag, python, sources };
      const commands = buildCommands(builder ?? 'docker', parts);
      if (!build || !builder) {
        console.log(describe(folder, commands, tag));
        return build ? 1 : 0;
      }
      return (await runAll(commands)) ? tellBuilt(builder, tag) : 1;
    } finally {
      if (output === undefined) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
};

/** @throws CallError */
function checkReference(option: string, reference: string | undefined): void {
  const fault = reference === undefined ? undefined : imageFault(reference);
  if (fault) {
    throw new CallError(`--${option}: ${fault.message}. ${fault.suggestion}`);
  }
}

function print({ files }: Recipe): void {
  for (const [name, text] of Object.entries(files)) {
    console.log(`==> ${name} <==\n${text}`);
  }
}

function describe(
  folder: string,
  commands: readonly Words[],
  tag: string
): string {
  return [
    `Written into ${folder}. This makes the image:`,
    '',
    ...commands.map(each => `  ${asTyped(each)}`),
    '',
    isPushable(tag)
      ? `Push it to where the cluster finds it, and run with '--image ${tag}'.`
      : pushElsewhere(tag)
  ].join('\n');
}

function tellBuilt(builder: string, tag: string): number {
  console.log(
    isPushable(tag)
      ? `Built ${tag}. Push it to where the cluster finds it: '${builder} push ${tag}', and run with '--image ${tag}'.`
      : `Built ${tag}. ${pushElsewhere(tag)}`
  );
  return 0;
}

/** A name says where an image is pushed to, by what is before its first slash. */
function isPushable(tag: string): boolean {
  return tag.includes('/');
}

function pushElsewhere(tag: string): string {
  return `To push it to where the cluster finds it, name it with its registry, '--tag REGISTRY/${tag}', and run with '--image' and that name.`;
}

/** Runs commands one after the other, with their output, until one fails. */
async function runAll(commands: readonly Words[]): Promise<boolean> {
  for (const [program, ...args] of commands) {
    console.error(`cellway: ${asTyped([program, ...args])}`);
    const code = await new Promise<number | null>((done, fail) => {
      const child = spawn(program, args, { stdio: 'inherit' });
      child.on('error', fail);
      child.on('close', done);
    });
    if (code !== 0) {
      console.error(`cellway: ${program} has failed, with code ${code}.`);
      return false;
    }
  }
  return true;
}
