import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { CellAnalyser } from '../../analysis/cell-code';
import { environmentOf } from '../../engines/local/process/python-environment';
import { findInterpreter } from '../../engines/local/interpreter/interpreter';
import type { NotebookView } from '../../notebook/tagged-notebook';
import { importedModules } from './imported-modules';
import { writeRecipe, type Recipe } from './recipe';
import { findRequirements } from './requirements';

/** A recipe, and what is known beside it. */
export interface MadeRecipe extends Recipe {
  /** The command that starts the Python of the notebook. */
  readonly python: readonly string[];
  /** A name for the image that another content does not get. */
  readonly tag: string;
}

/**
 * Finds out what a notebook imports in the Python of its kernel, and writes
 * what makes an image with that.
 *
 * @param path - of the notebook; absolute
 * @throws EngineError `no-kernel`, `kernel-not-understood`
 */
export async function makeRecipe(
  path: string,
  notebook: NotebookView,
  {
    analyser,
    runner,
    environment,
    base
  }: {
    readonly analyser: CellAnalyser;
    readonly runner: string;
    readonly environment: NodeJS.ProcessEnv;
    readonly base?: string;
  }
): Promise<MadeRecipe> {
  const found = await findInterpreter(notebook, environment);
  const interpreter = { ...found, environment: environmentOf(found) };
  const modules = importedModules(notebook, analyser);
  const needed = await findRequirements(
    interpreter,
    runner,
    dirname(path),
    modules
  );
  const name = basename(path);
  const recipe = writeRecipe(needed, { notebook: name, base });
  return { ...recipe, python: found.command, tag: tagFor(name, recipe) };
}

/**
 * Tags that do not move: steps on a cluster are cached by them. Versions say
 * nothing of sources that are edited: with those, no two are the same.
 */
function tagFor(name: string, { files, sources }: Recipe): string {
  const plain = name
    .replace(/\.ipynb$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const now = sources.length > 0 ? Date.now() : 0;
  const content = JSON.stringify([files, now]);
  const hash = createHash('sha256').update(content).digest('hex');
  return `${plain || 'notebook'}:${hash.slice(0, 12)}`;
}
