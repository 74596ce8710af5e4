import type { ArgoEngineOptions } from './argo/argo-engine';
import { Engines } from './engines';
import type { LocalEngine } from './local/local-engine';

/**
 * The engines of this Cellway. Those of clusters are large, and loaded when
 * one is needed.
 */
export function makeEngines(
  local: LocalEngine,
  options: ArgoEngineOptions
): Engines {
  return new Engines({
    local: { load: async () => local },
    argo: {
      load: async () => {
        const { ArgoEngine } = await import('./argo/argo-engine');
        return new ArgoEngine(options);
      },
      options: async () => (await import('./argo/options')).argoOptions
    },
    kubeflow: {
      load: async () => {
        const { KubeflowEngine } = await import('./kubeflow/kubeflow-engine');
        return new KubeflowEngine(options);
      },
      options: async () => (await import('./kubeflow/options')).kubeflowOptions
    }
  });
}
