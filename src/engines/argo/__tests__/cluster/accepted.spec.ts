/** What is compiled is what the cluster itself takes, field by field, or something was told. */
import * as fc from 'fast-check';
import {
  connectToCluster,
  describeCluster,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../../kubernetes/kubernetes-error';
import { compiled, type Compiled } from '../compiled';
import { notebook, options } from '../random-notebooks';
import { makeRestrictedNamespace } from './on-cluster';

jest.setTimeout(600_000);

const PIPELINES = 500;
/** So many are asked about at the same time. */
const LANES = 8;

const RESOURCES = {
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Workflow: 'workflows',
  Pod: 'pods'
} as const;

interface Manifest {
  readonly kind: string;
  readonly metadata: object;
}

interface Template {
  readonly name: string;
  readonly metadata?: object;
  readonly container?: object;
  readonly sidecars?: readonly object[];
  readonly activeDeadlineSeconds?: number;
  readonly nodeSelector?: object;
  readonly tolerations?: object;
  readonly affinity?: object;
  readonly volumes?: readonly { readonly name: string }[];
}

/** The pods that Argo will make of a workflow, one of each template, without what it adds. */
function podsOf({ objects }: Compiled): Manifest[] {
  const text = JSON.stringify(objects.at(-1));
  const { spec } = JSON.parse(
    text.replaceAll('{{inputs.parameters.step}}', '1.20.300')
  );
  return spec.templates.flatMap(
    ({
      name,
      metadata,
      container,
      sidecars = [],
      activeDeadlineSeconds,
      nodeSelector = spec.nodeSelector,
      tolerations = spec.tolerations,
      affinity = spec.affinity,
      volumes = []
    }: Template) =>
      container
        ? [
            {
              kind: 'Pod',
              metadata: { ...metadata, name },
              spec: {
                restartPolicy: 'Never',
                activeDeadlineSeconds,
                containers: [{ ...container, name: 'main' }, ...sidecars],
                volumes: inPlaceOf(spec.volumes, volumes),
                nodeSelector,
                tolerations,
                affinity,
                securityContext: spec.securityContext
              }
            }
          ]
        : []
  );
}

/** A template's volumes, and those of the workflow that have other names. */
function inPlaceOf(
  common: NonNullable<Template['volumes']>,
  own: NonNullable<Template['volumes']>
): object[] {
  const names = own.map(each => each.name);
  return [...own, ...common.filter(({ name }) => !names.includes(name))];
}

describeCluster('Whatever is compiled for Argo', () => {
  let namespace: string;
  let client: KubernetesClient;

  beforeAll(async () => {
    namespace = await makeRestrictedNamespace();
    client = await connectToCluster(namespace);
  });

  afterAll(async () => {
    await client?.close();
    await removeNamespace(namespace);
  });

  /** @returns why the cluster refuses it, if it does */
  async function refusal(object: Manifest): Promise<string | undefined> {
    const resource = RESOURCES[object.kind as keyof typeof RESOURCES];
    try {
      await client.rehearse(resource, object as never, { namespace });
      return undefined;
    } catch (error) {
      if (error instanceof KubernetesError) {
        return `${object.kind}: ${error.message}`;
      }
      throw error;
    }
  }

  it('is accepted by its strict validation, or told beforehand', async () => {
    const drawn = fc.sample(
      fc.tuple(notebook, options, fc.boolean()),
      PIPELINES
    );
    const waiting = drawn.entries();
    const refused: string[] = [];
    let accepted = 0;
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (const [, [text, options, wasShort]] of waiting) {
          const where = { ...options, namespace };
          const made = await compiled(text, where, { wasShort });
          const found: string[] = [];
          for (const each of [...made.objects, ...podsOf(made)]) {
            found.push(...[(await refusal(each)) ?? []].flat());
          }
          accepted += found.length === 0 ? 1 : 0;
          if (found.length > 0 && !made.mayBeRefused) {
            refused.push(`${found.join('\n')}\n${text.slice(0, 3000)}`);
          }
        }
      })
    );
    expect(refused.slice(0, 3)).toEqual([]);
    expect(accepted).toBeGreaterThan(PIPELINES / 3);
  });
});
