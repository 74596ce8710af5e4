import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ProjectFile } from '../../pods/project-files';
import type { RunPlan } from '../../pods/run-plan';
import {
  ofAll,
  ofRun,
  type KubernetesObject,
  type ObjectMeta
} from './objects';

/**
 * How much of a file one ConfigMap holds, in bytes: etcd takes 1.5 MiB at a
 * time, and Base64 adds a third.
 */
const CHUNK = 700 * 1024;

/** Names of runners that runs share, in any text. */
export const RUNNER_NAMES = /\bcellway-runner-[0-9a-f]{16}\b/g;

/** The name of the runner's file. */
const RUNNER = 'runner.pyz';

export interface ConfigMap extends KubernetesObject {
  readonly kind: 'ConfigMap';
  readonly immutable: true;
  readonly binaryData: Readonly<Record<string, string>>;
}

/** A volume of ConfigMaps, each file of one of them. */
export interface CodeVolume {
  readonly name: 'code';
  readonly projected: {
    readonly defaultMode: number;
    readonly sources: readonly {
      readonly configMap: { readonly name: string };
    }[];
  };
}

/** Everything that pods run, outside of the workflow: its size is limited, and each status repeats it. */
export interface Code {
  readonly maps: readonly ConfigMap[];
  readonly volume: CodeVolume;
}

/** What pods are given of a run. */
export interface GivenCode {
  readonly plan: RunPlan;
  readonly files: readonly ProjectFile[];
  /** The bytes of the runner's program. */
  readonly runner: Uint8Array;
  /** Whether other runs of the namespace may use the same runner. */
  readonly isShared: boolean;
}

/** The plan and the files, each in parts `plan.000`, `plan.001`…, and the runner. */
export function codeMaps(
  { plan, files, runner, isShared }: GivenCode,
  namespace: string | undefined
): Code {
  const ofThis = (name: string): ObjectMeta =>
    ofRun(plan.run, `cellway-${plan.run}-${name}`, namespace);
  const inParts = (name: string, content: object): ConfigMap[] =>
    partsOf(content).map((part, index) => {
      const number = String(index).padStart(3, '0');
      return configMap(ofThis(`${name}-${number}`), `${name}.${number}`, part);
    });
  const maps = [
    isShared
      ? runnerMap(runner, namespace)
      : configMap(ofThis('runner'), RUNNER, runner),
    ...inParts('plan', plan),
    ...(files.length > 0 ? inParts('files', { files }) : [])
  ];
  return {
    maps,
    volume: {
      name: 'code',
      projected: {
        defaultMode: 0o444,
        sources: maps.map(({ metadata: { name } }) => ({ configMap: { name } }))
      }
    }
  };
}

/** The runner, for all runs of a namespace that use the same. */
export function runnerMap(
  runner: Uint8Array,
  namespace: string | undefined
): ConfigMap {
  const name = `cellway-runner-${digest(runner)}`;
  return configMap(ofAll(name, namespace), RUNNER, runner);
}

function partsOf(content: object): Uint8Array[] {
  const packed = gzipSync(JSON.stringify(content));
  return Array.from({ length: Math.ceil(packed.length / CHUNK) }, (_, part) =>
    packed.subarray(part * CHUNK, (part + 1) * CHUNK)
  );
}

function configMap(
  metadata: ObjectMeta,
  file: string,
  content: Uint8Array
): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    immutable: true,
    binaryData: { [file]: Buffer.from(content).toString('base64') }
  };
}

function digest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
