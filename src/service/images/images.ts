import type * as z from 'zod';
import { NotebookDocument } from '../../notebook/document';
import type { ImageRecipe, newImage } from '../api/images';
import { resolveContentsPath } from '../contents-path';
import type { Tools } from '../doctor/tools';
import { asTyped, buildCommands, findBuilder } from './builders';
import { makeRecipe } from './make-recipe';
import { saveRecipe } from './save-recipe';

export interface ImagesOptions {
  /** The absolute path of the contents' root. */
  readonly root: string;
  /** That of the kernels. */
  readonly environment: NodeJS.ProcessEnv;
  readonly tools: Tools;
}

/** What makes images with what notebooks import. */
export class Images {
  constructor(private readonly _options: ImagesOptions) {}

  /**
   * Writes it where a folder is named, and only shows it else.
   *
   * @throws ServiceError, NotebookError, EngineError
   */
  async recipe({
    path,
    text,
    folder
  }: z.output<typeof newImage>): Promise<ImageRecipe> {
    const { root, environment, tools } = this._options;
    const { runner, loadAnalyser } = tools;
    const recipe = await makeRecipe(
      resolveContentsPath(root, path),
      NotebookDocument.parse(text),
      { analyser: await loadAnalyser(), runner, environment }
    );
    const { files, remarks, tag, python, sources } = recipe;
    if (folder === undefined) {
      return { files, remarks, commands: [] };
    }
    const place = resolveContentsPath(root, folder);
    await saveRecipe(place, recipe);
    const builder = findBuilder(environment) ?? 'docker';
    const parts = { folder: place, tag, python, sources };
    return {
      files,
      remarks,
      commands: buildCommands(builder, parts).map(asTyped)
    };
  }
}
