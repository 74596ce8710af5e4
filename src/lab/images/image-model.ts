import { Signal, type ISignal } from '@lumino/signaling';
import type { ImageRecipe, NewImage } from '../../service/api/images';
import type { IService } from '../api/service';
import { asServiceError, type ServiceError } from '../api/service-error';

/** The notebook whose environment it is; the text as it is shown. */
type Notebook = Pick<NewImage, 'path' | 'text'>;

/** What makes an image of an environment: shown first, then written where a person wants it. */
export class ImageModel {
  private _recipe: ImageRecipe | undefined;
  private _folder: string;
  private _problem: ServiceError | undefined;
  private _isAsking = false;
  private _isWritten = false;
  private readonly _changed = new Signal<this, void>(this);

  constructor(
    private readonly _notebook: Notebook,
    private readonly _service: IService
  ) {
    this._folder = `${_notebook.path.replace(/\.ipynb$/, '')}-image`;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Undefined until it is known. */
  get recipe(): ImageRecipe | undefined {
    return this._recipe;
  }

  /** Where it goes, in the contents. */
  get folder(): string {
    return this._folder;
  }

  set folder(folder: string) {
    this._folder = folder;
    this._isWritten = false;
    this._problem = undefined;
    this._changed.emit();
  }

  get problem(): ServiceError | undefined {
    return this._problem;
  }

  get isAsking(): boolean {
    return this._isAsking;
  }

  /** Whether it is in the folder. */
  get isWritten(): boolean {
    return this._isWritten;
  }

  /** Finds out what there is to write. Never throws: see `problem`. */
  load(): Promise<void> {
    return this._ask(undefined);
  }

  /** Writes it into the folder. Never throws: see `problem`. */
  async write(): Promise<void> {
    const folder = this._folder.trim();
    if (folder !== '' && !this._isAsking) {
      await this._ask(folder);
    }
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private async _ask(folder: string | undefined): Promise<void> {
    this._isAsking = true;
    this._problem = undefined;
    this._changed.emit();
    try {
      this._recipe = await this._service.clusters.image({
        ...this._notebook,
        folder
      });
      this._isWritten = folder !== undefined;
    } catch (error) {
      this._problem = asServiceError(error);
    }
    this._isAsking = false;
    this._changed.emit();
  }
}
