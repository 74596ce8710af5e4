import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { RunPlan } from '../../pods/run-plan';
import { MANAGED_BY, ofRun, type KubernetesObject } from './objects';

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
 * The plan in parts `plan.000`, `plan.001`…, and the runner, which the runs
 * of a namespace share.
 *
 * @param runner - the bytes of its program
 */
export function codeMaps(
  plan: RunPlan,
  runner: Uint8Array,
  namespace: string | undefined
): Code {
  const packed = gzipSync(JSON.stringify(plan));
  const parts = Array.from(
    { length: Math.ceil(packed.length / CHUNK) },
    (_, part) => packed.subarray(part * CHUNK, (part + 1) * CHUNK)
  );
  const maps = [
    configMap(
      `cellway-runner-${digest(runner)}`,
      'runner.pyz',
      runner,
      namespace
    ),
    ...parts.map((part, index) => {
      const number = String(index).padStart(3, '0');
      const map = configMap(
        `cellway-${plan.run}-plan-${number}`,
        `plan.${number}`,
        part,
        namespace
      );
      return {
        ...map,
        metadata: ofRun(plan.run, map.metadata.name, namespace)
      };
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
  name: string,
  file: string,
  content: Uint8Array,
  namespace: string | undefined
): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      labels: { ...MANAGED_BY }
    },
    immutable: true,
    binaryData: { [file]: Buffer.from(content).toString('base64') }
  };
}

function digest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
