import type {
  ArtifactFile,
  Loading,
  NewFile,
  StepArtifacts,
  TablePart,
  ValuePreview
} from '../../service/api/artifacts';
import type { IService, RunPlace, RunRequests } from './service';

/** A file to download. */
export interface Download {
  readonly name: string;
  readonly url: string;
}

/** What the steps of a run found and left. Every call may throw a ServiceError. */
export interface IArtifacts {
  /** Of each step, in the order of the notebook. */
  list(place: RunPlace): Promise<StepArtifacts[]>;

  /** What makes again all that a step began with. */
  inputs(place: RunPlace, step: string): Promise<Loading>;

  /** What makes a variable again as a step left it. */
  output(place: RunPlace, step: string, name: string): Promise<Loading>;

  /** @param part - of a table; its beginning where it is not given */
  preview(
    place: RunPlace,
    step: string,
    name: string,
    part?: TablePart
  ): Promise<ValuePreview>;

  /** Writes a variable that a step left to a file, in the best format or in the one that is wanted. */
  file(
    place: RunPlace,
    step: string,
    name: string,
    format?: string
  ): Promise<Download>;
}

/** Those of a service; it is not in the service itself, which is loaded at the start. */
export function artifactsOf({ ofRuns }: Pick<IService, 'ofRuns'>): IArtifacts {
  return new ArtifactsClient(ofRuns);
}

class ArtifactsClient implements IArtifacts {
  constructor(private readonly _sender: RunRequests) {}

  async list(place: RunPlace): Promise<StepArtifacts[]> {
    return this._sender.send('GET', place, 'artifacts');
  }

  async inputs(place: RunPlace, step: string): Promise<Loading> {
    const path = `steps/${encodeURIComponent(step)}/inputs`;
    return this._sender.send('GET', place, path);
  }

  async output(place: RunPlace, step: string, name: string): Promise<Loading> {
    return this._sender.send('GET', place, pathOf(step, name));
  }

  async preview(
    place: RunPlace,
    step: string,
    name: string,
    [row, column]: TablePart = [0, 0]
  ): Promise<ValuePreview> {
    const path = `${pathOf(step, name)}/preview`;
    return this._sender.send('GET', place, path, undefined, { row, column });
  }

  async file(
    place: RunPlace,
    step: string,
    name: string,
    format?: string
  ): Promise<Download> {
    const body: NewFile = { ...(format !== undefined && { format }) };
    const made = await this._sender.send<ArtifactFile>(
      'POST',
      place,
      `${pathOf(step, name)}/files`,
      body
    );
    const url = this._sender.url(`downloads/${made.file}`);
    // The browser fetches it, which sends no header: as JupyterLab does for its own files.
    const xsrf = /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1];
    return {
      name: made.name,
      url: xsrf === undefined ? url : `${url}?_xsrf=${encodeURIComponent(xsrf)}`
    };
  }
}

function pathOf(step: string, name: string): string {
  const [id, variable] = [step, name].map(encodeURIComponent);
  return `steps/${id}/outputs/${variable}`;
}
