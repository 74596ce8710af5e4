import type { PipelineFile, Json } from '../compile/pipeline-spec';
import { isOlder, OLDEST } from '../compile/needed-version';
import type { Access } from './access';
import { call, type Call } from './call';
import { KubeflowError } from './kubeflow-error';
import * as shapes from './shapes';
import type { ServerRun } from './shapes';

/** A run as Kubeflow is asked for it. */
export interface NewServerRun {
  readonly name: string;
  readonly description?: string;
  /** The id of its experiment; the usual one if absent. */
  readonly experiment?: string;
  readonly serviceAccount?: string;
  readonly pipelineRoot?: string;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly file: PipelineFile;
}

export interface Health {
  /** As `2.15.0`; undefined where the server does not know. */
  readonly version?: string;
  /** Whether namespaces belong to people, and have to be named. */
  readonly isMultiUser: boolean;
}

/** Kubeflow's REST API, as far as runs need it. */
export class KubeflowClient {
  constructor(readonly access: Access) {}

  /** @throws KubeflowError, also where the server is too old */
  async health(): Promise<Health> {
    const { tag_name: tag, multi_user: isMultiUser } = await this._call(
      shapes.health,
      { method: 'GET', path: 'healthz' }
    );
    const version = /^v?\d+\.\d+/.test(tag ?? '') ? tag : undefined;
    if (version !== undefined && isOlder(version, OLDEST)) {
      throw new KubeflowError(
        'no-kubeflow',
        `This is Kubeflow Pipelines ${version}, and Cellway needs ${OLDEST} or newer`,
        'Ask whoever runs it for a newer one, or run the notebook with Argo Workflows.',
        // An answer, so that it is not asked again.
        200
      );
    }
    return { isMultiUser, ...(version !== undefined && { version }) };
  }

  /**
   * The id of the experiment of a name, which is made where there is none.
   *
   * @throws KubeflowError
   */
  async experiment(name: string, namespace?: string): Promise<string> {
    const { experiments } = await this._call(shapes.experimentList, {
      method: 'GET',
      path: 'experiments',
      query: { namespace, page_size: '200', filter: named(name) }
    });
    const found = experiments.find(each => each.display_name === name);
    if (found) {
      return found.experiment_id;
    }
    const made = await this._call(shapes.experiment, {
      method: 'POST',
      path: 'experiments',
      body: {
        display_name: name,
        ...(namespace !== undefined && { namespace })
      }
    });
    return made.experiment_id;
  }

  /** @throws KubeflowError */
  createRun(run: NewServerRun): Promise<ServerRun> {
    const { name, description, experiment, serviceAccount, file } = run;
    return this._call(shapes.serverRun, {
      method: 'POST',
      path: 'runs',
      // Elsewhere it is the experiment that says where a run is.
      body: {
        display_name: name,
        ...(description !== undefined && { description }),
        ...(experiment !== undefined && { experiment_id: experiment }),
        ...(serviceAccount !== undefined && {
          service_account: serviceAccount
        }),
        runtime_config: {
          parameters: run.parameters,
          ...(run.pipelineRoot !== undefined && {
            pipeline_root: run.pipelineRoot
          })
        },
        pipeline_spec: {
          pipeline_spec: file.pipeline,
          platform_spec: file.platform
        }
      }
    });
  }

  /** @throws KubeflowError, of status 404 where there is none */
  run(id: string, signal?: AbortSignal): Promise<ServerRun> {
    return this._call(shapes.serverRun, {
      method: 'GET',
      path: `runs/${encodeURIComponent(id)}`,
      signal
    });
  }

  /** The run of a name that was made last. */
  async runNamed(
    name: string,
    experiment: string | undefined,
    namespace: string | undefined
  ): Promise<ServerRun | undefined> {
    const { runs } = await this._call(shapes.runList, {
      method: 'GET',
      path: 'runs',
      query: {
        experiment_id: experiment,
        ...(experiment === undefined && { namespace }),
        sort_by: 'created_at desc',
        filter: named(name)
      }
    });
    return runs.find(each => each.display_name === name);
  }

  /** Asks a run to end. */
  terminate(id: string): Promise<unknown> {
    return this._steer(id, 'terminate');
  }

  /** Runs again what has failed of a run; what has succeeded stays. */
  retry(id: string): Promise<unknown> {
    return this._steer(id, 'retry');
  }

  async remove(id: string): Promise<void> {
    await this._call(shapes.nothing, {
      method: 'DELETE',
      path: `runs/${encodeURIComponent(id)}`
    });
  }

  private _steer(id: string, what: 'terminate' | 'retry'): Promise<unknown> {
    return this._call(shapes.nothing, {
      method: 'POST',
      path: `runs/${encodeURIComponent(id)}:${what}`
    });
  }

  private _call<T>(
    schema: Parameters<typeof call<T>>[1],
    given: Call
  ): Promise<T> {
    return call(this.access, schema, given);
  }
}

function named(name: string): string {
  return JSON.stringify({
    predicates: [
      { operation: 'EQUALS', key: 'display_name', string_value: name }
    ]
  });
}
