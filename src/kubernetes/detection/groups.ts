import type { Channel } from '../connection/channel';
import { callJson, type Call, type CallOptions } from '../client/call';

/** The versions of each API group, the preferred first, with the plurals of their resources. */
export type Groups = ReadonlyMap<
  string,
  readonly { readonly version: string; readonly resources: readonly string[] }[]
>;

/** Discovery of all groups in one answer: Kubernetes 1.30 has v2, 1.27 had v2beta1. */
const AGGREGATED = ['v2', 'v2beta1'].map(
  version =>
    `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`
);

interface Aggregated {
  readonly kind: 'APIGroupDiscoveryList';
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly { readonly resource: string }[];
    }[];
  }[];
}

/** What older servers answer: without the resources. */
interface Plain {
  readonly kind: 'APIGroupList';
  readonly groups: readonly {
    readonly name: string;
    readonly versions: readonly { readonly version: string }[];
  }[];
}

/**
 * @param wanted - the groups of interest: an older server is asked for each
 * @throws KubernetesError
 */
export async function readGroups(
  channel: Channel,
  call: Call,
  wanted: readonly string[],
  options: CallOptions
): Promise<Groups> {
  const accept = [...AGGREGATED, 'application/json'].join(',');
  const list = await callJson<Aggregated | Plain>(
    channel,
    { ...call, headers: { accept } },
    options
  );
  if (list.kind === 'APIGroupDiscoveryList') {
    return new Map(
      list.items.map(({ metadata, versions }) => [
        metadata.name,
        versions.map(({ version, resources = [] }) => ({
          version,
          resources: resources.map(({ resource }) => resource)
        }))
      ])
    );
  }
  const asked = list.groups.filter(({ name }) => wanted.includes(name));
  return new Map(
    await Promise.all(
      asked.map(async ({ name, versions }) => {
        const found = versions.map(async ({ version }) => {
          const path = `/apis/${name}/${version}`;
          const { resources } = await callJson<{
            resources: readonly { readonly name: string }[];
          }>(channel, { ...call, path }, options);
          return { version, resources: resources.map(each => each.name) };
        });
        return [name, await Promise.all(found)] as const;
      })
    )
  );
}
