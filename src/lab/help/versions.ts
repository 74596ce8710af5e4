import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Health } from '../../service/api/runs';
import type { IService } from '../api/service';
import { ServiceError } from '../api/service-error';

/** The version in package.json, put in by builder.config.js. */
declare const CELLWAY_VERSION: string;

/** What of Cellway and around it is of which version. */
export interface Versions {
  /** Of what runs in this page. */
  readonly page: string;
  /** What the service says of itself, or why it does not. */
  readonly service: Health | ServiceError;
  /** The application with its version: `JupyterLab 4.6.4`. */
  readonly application: string;
}

/** Never throws. */
export async function findVersions(
  { name, version }: Pick<JupyterFrontEnd, 'name' | 'version'>,
  service: IService
): Promise<Versions> {
  return {
    page: CELLWAY_VERSION,
    service: await service.health().catch(asServiceError),
    application: `${name} ${version}`
  };
}

/** Whether the page and the service come from different installations. */
export function isMismatch({ page, service }: Versions): boolean {
  return !(service instanceof ServiceError) && service.version !== page;
}

function asServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError
    ? error
    : new ServiceError(0, {
        code: 'no-answer',
        message: error instanceof Error ? error.message : String(error),
        hint: ''
      });
}
