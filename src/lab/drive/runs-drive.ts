import { PathExt } from '@jupyterlab/coreutils';
import type { Contents, ServerConnection } from '@jupyterlab/services';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IService } from '../api/service';
import { DRIVE_NAME, runOfPath } from './drive-path';

/** A contents drive with the executed notebooks of runs. Nothing in it can be changed. */
export class RunsDrive implements Contents.IDrive {
  readonly name = DRIVE_NAME;
  private _isDisposed = false;
  private readonly _fileChanged = new Signal<this, Contents.IChangedArgs>(this);

  constructor(
    private readonly _service: IService,
    readonly serverSettings: ServerConnection.ISettings
  ) {}

  get fileChanged(): ISignal<this, Contents.IChangedArgs> {
    return this._fileChanged;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** @throws where there is no such run, or the service does not answer */
  async get(
    localPath: string,
    options: Contents.IFetchOptions = {}
  ): Promise<Contents.IModel> {
    const place = runOfPath(localPath);
    if (!place) {
      return folder(localPath);
    }
    const { content = true } = options;
    const text = await this._service.executedNotebook(place);
    const time = new Date().toISOString();
    return {
      name: PathExt.basename(localPath),
      path: localPath,
      type: 'notebook',
      format: content ? 'json' : null,
      mimetype: 'application/x-ipynb+json',
      content: content ? JSON.parse(text) : null,
      writable: false,
      created: time,
      last_modified: time
    };
  }

  async getDownloadUrl(localPath: string): Promise<string> {
    const model = await this.get(localPath);
    const text = JSON.stringify(model.content, undefined, 1);
    return `data:application/x-ipynb+json;charset=utf-8,${encodeURIComponent(text)}`;
  }

  async newUntitled(): Promise<Contents.IModel> {
    throw readOnly();
  }

  async delete(): Promise<void> {
    throw readOnly();
  }

  async rename(): Promise<Contents.IModel> {
    throw readOnly();
  }

  async save(): Promise<Contents.IModel> {
    throw readOnly();
  }

  async copy(): Promise<Contents.IModel> {
    throw readOnly();
  }

  async createCheckpoint(): Promise<Contents.ICheckpointModel> {
    throw readOnly();
  }

  async listCheckpoints(): Promise<Contents.ICheckpointModel[]> {
    return [];
  }

  async restoreCheckpoint(): Promise<void> {
    throw readOnly();
  }

  async deleteCheckpoint(): Promise<void> {
    throw readOnly();
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }
}

/** What is no notebook of a run is an empty folder. */
function folder(path: string): Contents.IModel {
  return {
    name: PathExt.basename(path),
    path,
    type: 'directory',
    format: 'json',
    mimetype: '',
    content: [],
    writable: false,
    created: '',
    last_modified: ''
  };
}

function readOnly(): Error {
  return new Error(
    'What a run has left cannot be changed. Save it under another name to go on with it.'
  );
}
