import type {
  CheckedCluster,
  ClusterCall,
  ClusterContext,
  ClusterOffers,
  OffersCall
} from '../../service/api/clusters';
import type { ImageRecipe, NewImage } from '../../service/api/images';
import type {
  CheckedNotebook,
  CheckedPipeline
} from '../../service/api/pipelines';
import type {
  ClusterVolume,
  ClusterVolumes,
  NewVolumeCall,
  VolumesCall
} from '../../service/api/volumes';

/** What the service knows of clusters. Every call may throw a ServiceError. */
export interface IClusterCalls {
  /** The contexts that there are to choose from; nothing is sent to any cluster. */
  contexts(): Promise<readonly ClusterContext[]>;

  /** What a cluster can do for us. */
  check(call: ClusterCall): Promise<CheckedCluster>;

  /** What the cluster has of volumes. */
  volumes(call: VolumesCall): Promise<ClusterVolumes>;

  /** Makes a volume there, or only lets the cluster check it. */
  makeVolume(call: NewVolumeCall): Promise<ClusterVolume>;

  /** What steps can ask for on a cluster. */
  offers(call: OffersCall): Promise<ClusterOffers>;

  /** What makes an image with what a notebook imports. */
  image(call: NewImage): Promise<ImageRecipe>;

  /** What a notebook would run as on an engine. */
  checkNotebook(notebook: CheckedNotebook): Promise<CheckedPipeline>;
}

/** Sends a request to a path of the service. */
export type Send = <T>(
  method: string,
  path: string,
  body?: unknown
) => Promise<T>;

export function clusterCalls(send: Send): IClusterCalls {
  const post =
    (path: string) =>
    <T>(body: unknown): Promise<T> =>
      send('POST', path, body);
  return {
    contexts: () => send('GET', 'clusters'),
    check: post('clusters/check'),
    volumes: post('clusters/volumes'),
    makeVolume: post('clusters/volumes/new'),
    offers: post('clusters/offers'),
    image: post('images'),
    checkNotebook: post('pipelines')
  };
}
