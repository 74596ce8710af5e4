import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
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

/**
 * The plan in parts `plan.000`, `plan.001`…, and the runner.
 *
 * @param runner - the bytes of its program
 * @param isShared - whether other runs of the namespace may use the same runner
 */
export function codeMaps(
  plan: RunPlan,
  runner: Uint8Array,
  namespace: string | undefined,
  isShared: boolean
): Code {
  const packed = gzipSync(JSON.stringify(plan));
  const parts = Array.from(
    { length: Math.ceil(packed.length / CHUNK) },
    (_, part) => packed.subarray(part * CHUNK, (part + 1) * CHUNK)
  );
  const ofThis = (name: string): ObjectMeta =>
    ofRun(plan.run, `cellway-${plan.run}-${name}`, namespace);
  const maps = [
    configMap(
      isShared
        ? ofAll(`cellway-runner-${digest(runner)}`, namespace)
        : ofThis('runner'),
      'runner.pyz',
      runner
    ),
    ...parts.map((part, index) => {
      const number = String(index).padStart(3, '0');
      return configMap(ofThis(`plan-${number}`), `plan.${number}`, part);
    })
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
