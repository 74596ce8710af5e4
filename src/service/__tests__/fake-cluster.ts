import type { ApiServer } from '../../kubernetes/__tests__/api-server';
import {
  status,
  type Received,
  type Reply
} from '../../kubernetes/__tests__/replies';

/** What may be asked about: a verb on a resource. */
export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
}

/** Makes an API server one that tells of itself what real clusters do. */
export class FakeCluster {
  hasArgo = true;
  /** Whether what lies in no namespace, and claims, may be listed. */
  mayList = true;
  allows: (asked: Attributes) => boolean = () => true;

  constructor(api: ApiServer) {
    const named = (
      names: readonly string[],
      more: (name: string) => object = () => ({})
    ): object => ({
      apiVersion: 'v1',
      kind: 'ThingList',
      metadata: { resourceVersion: '1' },
      items: names.map(name => ({ metadata: { name, ...more(name) } }))
    });
    const lists: Readonly<Record<string, object>> = {
      '/api/v1/namespaces': named(['other', 'team']),
      '/apis/storage.k8s.io/v1/storageclasses': named(
        ['fast', 'slow'],
        name => ({
          annotations: {
            'storageclass.kubernetes.io/is-default-class': String(
              name === 'fast'
            )
          }
        })
      )
    };
    const claims = '/api/v1/namespaces/team/persistentvolumeclaims';
    api.put(claims, 'shared', {
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '5Gi' } }
      }
    });
    api.intercept = received => {
      const { path, method } = received;
      if (method === 'GET' && !this.mayList) {
        if (
          path in lists ||
          /(claims|nodes)$/.test(path) ||
          isNamespace(path)
        ) {
          return status(
            403,
            'Forbidden',
            'forbidden: User "ann" cannot list resource "things"'
          );
        }
      }
      if (isNamespace(path)) {
        const name = path.split('/').pop() ?? '';
        return ['other', 'team'].includes(name)
          ? { status: 200, body: { metadata: { name } } }
          : status(404, 'NotFound', `namespaces "${name}" not found`);
      }
      return path in lists
        ? { status: 200, body: lists[path] }
        : this._tell(received);
    };
  }

  private _tell({ path, body }: Received): Reply | undefined {
    switch (path) {
      case '/version':
        return { status: 200, body: { gitVersion: 'v1.34.4' } };
      case '/apis':
        return {
          status: 200,
          body: {
            kind: 'APIGroupDiscoveryList',
            items: this.hasArgo
              ? [
                  {
                    metadata: { name: 'argoproj.io' },
                    versions: [
                      {
                        version: 'v1alpha1',
                        resources: [{ resource: 'workflows' }]
                      }
                    ]
                  }
                ]
              : []
          }
        };
      case '/apis/authentication.k8s.io/v1/selfsubjectreviews':
        return made({ userInfo: { username: 'ann' } });
      case '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews':
        return made({ resourceRules: [], incomplete: true });
      case '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews':
        return made({
          allowed: this.allows(JSON.parse(body).spec.resourceAttributes)
        });
      default:
        return undefined;
    }
  }
}

function isNamespace(path: string): boolean {
  return /^\/api\/v1\/namespaces\/[^/]+$/.test(path);
}

function made(told: object): Reply {
  return { status: 201, body: { status: told } };
}
