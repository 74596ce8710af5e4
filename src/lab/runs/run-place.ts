import type { TranslationBundle } from '@jupyterlab/translation';
import type { RunRecord } from '../../service/api/runs';

/** A place in a cluster; '' where that is not known. */
export interface ClusterPlace {
  /** What runs it there, as people call it. */
  readonly system: 'Argo' | 'Kubeflow';
  /** The context that leads there, or the host of Kubeflow. */
  readonly context: string;
  readonly namespace: string;
}

/** The cluster that a run is made on; undefined for one of this machine. */
export function clusterOf({
  engine,
  options = {}
}: Pick<RunRecord, 'engine' | 'options'>): ClusterPlace | undefined {
  if (engine === 'local') {
    return undefined;
  }
  const { context, namespace, made } = options;
  const isKubeflow = engine === 'kubeflow';
  const { host } = (isKubeflow && made ? made : {}) as { host?: unknown };
  return {
    system: isKubeflow ? 'Kubeflow' : 'Argo',
    context: isKubeflow ? hostOf(textOf(host)) : textOf(context),
    namespace: textOf(namespace)
  };
}

/** Of an address, what tells it from others. */
export function hostOf(address: string): string {
  return address.replace(/^\w+:\/\//, '').replace(/\/.*$/, '');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function nameOfCluster(
  { system, context, namespace }: ClusterPlace,
  trans: TranslationBundle
): string {
  const place = [context, namespace].filter(each => each !== '').join('/');
  return place === '' ? system : trans.__('%1: %2', system, place);
}

/** Where a run is made, in words. */
export function nameOfPlace(
  run: Pick<RunRecord, 'engine' | 'options'>,
  trans: TranslationBundle
): string {
  const cluster = clusterOf(run);
  return cluster ? nameOfCluster(cluster, trans) : trans.__('This machine');
}
