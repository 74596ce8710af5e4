import { RESTRICTED_CONTAINER } from '../../pods/restricted';

/** Where programs look for the token of a pod. */
const PLACE = '/var/run/secrets/kubernetes.io/serviceaccount';

const TOKEN = 'executor-token';

/** How long a token holds, in seconds: the kubelet renews it well before. */
const LIFETIME = 3600;

/** What each of Argo's own containers asks for. Quotas of a namespace refuse pods that say none; the limits are those that Argo's manifests show. */
export const AMOUNTS = {
  requests: { cpu: '10m', memory: '64Mi' },
  limits: { cpu: '500m', memory: '512Mi' }
};

const own = (name: string): object => ({
  name,
  resources: AMOUNTS,
  volumeMounts: [{ name: TOKEN, mountPath: PLACE, readOnly: true }],
  securityContext: RESTRICTED_CONTAINER
});

/**
 * What is to be of the pods that Argo makes of templates: its own containers
 * beside that of a step ask for no more rights than that, and they alone get
 * the token of the service account, to tell how the step ended. Argo's field
 * `automountServiceAccountToken` wants a token that never ends in a Secret.
 */
export const POD_PATCH = JSON.stringify({
  automountServiceAccountToken: false,
  initContainers: [own('init')],
  containers: [own('wait')],
  volumes: [
    {
      name: TOKEN,
      // As Kubernetes itself would mount it.
      projected: {
        sources: [
          {
            serviceAccountToken: { path: 'token', expirationSeconds: LIFETIME }
          },
          {
            configMap: {
              name: 'kube-root-ca.crt',
              items: [{ key: 'ca.crt', path: 'ca.crt' }]
            }
          },
          {
            downwardAPI: {
              items: [
                {
                  path: 'namespace',
                  fieldRef: {
                    apiVersion: 'v1',
                    fieldPath: 'metadata.namespace'
                  }
                }
              ]
            }
          }
        ]
      }
    }
  ]
});
