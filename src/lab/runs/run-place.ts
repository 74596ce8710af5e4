import type { TranslationBundle } from '@jupyterlab/translation';
import type { RunRecord } from '../../service/api/runs';

/** A cluster's context, and a namespace in it; '' where that is not known. */
export interface ClusterPlace {
  readonly context: string;
  readonly namespace: string;
}

/** The cluster that a run is made on; undefined for one of this machine. */
export function clusterOf({
  engine,
  options = {}
}: Pick<RunRecord, 'engine' | 'options'>): ClusterPlace | undefined {
  const { context, namespace } = options;
  return engine === 'local'
    ? undefined
    : {
        context: typeof context === 'string' ? context : '',
        namespace: typeof namespace === 'string' ? namespace : ''
      };
}

export function nameOfCluster(
  { context, namespace }: ClusterPlace,
  trans: TranslationBundle
): string {
  const place = [context, namespace].filter(each => each !== '').join('/');
  return place === '' ? trans.__('Argo') : trans.__('Argo: %1', place);
}

/** Where a run is made, in words. */
export function nameOfPlace(
  run: Pick<RunRecord, 'engine' | 'options'>,
  trans: TranslationBundle
): string {
  const cluster = clusterOf(run);
  return cluster ? nameOfCluster(cluster, trans) : trans.__('This machine');
}
