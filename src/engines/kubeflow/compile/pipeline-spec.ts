/**
 * A pipeline as Kubeflow Pipelines takes it, as far as we write it: the JSON
 * form of `PipelineSpec` (api/v2alpha1/pipeline_spec.proto, schema 2.1.0) and
 * of `PlatformSpec` with `KubernetesExecutorConfig` (kubernetes_platform).
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export type ParameterType =
  'NUMBER_INTEGER' | 'NUMBER_DOUBLE' | 'STRING' | 'BOOLEAN' | 'LIST' | 'STRUCT';

export interface InputParameter {
  readonly parameterType: ParameterType;
  readonly defaultValue?: Json;
  readonly description?: string;
}

export interface ArtifactKind {
  readonly artifactType: {
    readonly schemaTitle: string;
    readonly schemaVersion: '0.0.1';
  };
}

export interface ComponentSpec {
  readonly executorLabel: string;
  readonly inputDefinitions?: {
    readonly parameters?: Readonly<Record<string, InputParameter>>;
    readonly artifacts?: Readonly<Record<string, ArtifactKind>>;
  };
  readonly outputDefinitions?: {
    readonly parameters?: Readonly<
      Record<string, { readonly parameterType: ParameterType }>
    >;
    readonly artifacts?: Readonly<Record<string, ArtifactKind>>;
  };
}

interface OutputParameter {
  readonly producerTask: string;
  readonly outputParameterKey: string;
}

/** Where the value of a parameter comes from. */
export type ParameterSource =
  | { readonly runtimeValue: { readonly constant: Json } }
  | { readonly componentInputParameter: string }
  | { readonly taskOutputParameter: OutputParameter };

export interface TaskSpec {
  readonly taskInfo: { readonly name: string };
  readonly componentRef: { readonly name: string };
  readonly inputs?: {
    readonly parameters?: Readonly<Record<string, ParameterSource>>;
    readonly artifacts?: Readonly<
      Record<
        string,
        {
          readonly taskOutputArtifact: {
            readonly producerTask: string;
            readonly outputArtifactKey: string;
          };
        }
      >
    >;
  };
  readonly dependentTasks?: readonly string[];
  readonly cachingOptions?: { readonly enableCache: true };
  readonly retryPolicy?: {
    readonly maxRetryCount: number;
    readonly backoffDuration: string;
    readonly backoffFactor: number;
    readonly backoffMaxDuration: string;
  };
}

export interface ContainerSpec {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly resources?: object;
}

export interface PipelineSpec {
  readonly pipelineInfo: {
    readonly name: string;
    readonly displayName?: string;
    readonly description?: string;
  };
  readonly schemaVersion: '2.1.0';
  readonly sdkVersion: string;
  readonly components: Readonly<Record<string, ComponentSpec>>;
  readonly deploymentSpec: {
    readonly executors: Readonly<
      Record<string, { readonly container: ContainerSpec }>
    >;
  };
  readonly root: {
    readonly inputDefinitions?: {
      readonly parameters: Readonly<Record<string, InputParameter>>;
    };
    readonly dag: { readonly tasks: Readonly<Record<string, TaskSpec>> };
  };
}

export interface PlatformSpec {
  readonly platforms: {
    readonly kubernetes: {
      readonly deploymentSpec: {
        readonly executors: Readonly<Record<string, object>>;
      };
    };
  };
}

/** What is submitted, or written to a file: two documents. */
export interface PipelineFile {
  readonly pipeline: PipelineSpec;
  readonly platform: PlatformSpec;
}

export function artifact(schemaTitle: string): ArtifactKind {
  return { artifactType: { schemaTitle, schemaVersion: '0.0.1' } };
}

export function constant(value: Json): ParameterSource {
  return { runtimeValue: { constant: value } };
}
