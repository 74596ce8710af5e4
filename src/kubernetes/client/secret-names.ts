import { checkLabel } from '../resource-path';
import type { Call, CallOptions } from './call';
import type { In, KubernetesClient } from './kubernetes-client';
import { listPages } from './list';

/** Makes the server leave out all but the metadata. */
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';

/**
 * The names of the Secrets. Their values never leave the API server, and what
 * else it tells of them is dropped, for annotations may hold values.
 *
 * @throws KubernetesError
 */
export async function secretNames(
  client: KubernetesClient,
  options: CallOptions & In = {}
): Promise<string[]> {
  const namespace = client.open(options.namespace);
  const call: Call = {
    method: 'GET',
    path: `/api/v1/namespaces/${checkLabel('namespace', namespace)}/secrets`,
    headers: { accept: METADATA_ONLY },
    rule: { verb: 'list', group: '', resource: 'secrets' },
    kind: 'Secret',
    namespace,
    isRepeatable: true
  };
  const names: string[] = [];
  const pages = listPages<{ metadata: { name: string } }>(
    client.channel,
    call,
    options
  );
  for await (const page of pages) {
    if (page.isRestart) {
      names.length = 0;
    }
    page.items.forEach(({ metadata }) => names.push(metadata.name));
  }
  return names;
}
