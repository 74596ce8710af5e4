import { useEffect, useState } from 'react';
import type { IService } from '../api/service';
import type { IClusters } from '../clusters/clusters';
import { KnownVolumes } from './known-volumes';

/** What tells of volumes of a cluster. */
export interface VolumeParts {
  readonly service: IService;
  readonly clusters: IClusters;
}

/** The volumes of the cluster that is set up; undefined until it is known where that is. */
export function useKnownVolumes(
  parts: VolumeParts | undefined
): KnownVolumes | undefined {
  const [known, setKnown] = useState<KnownVolumes>();
  useEffect(() => {
    let isWanted = true;
    let made: KnownVolumes | undefined;
    void parts?.clusters.target().then(target => {
      if (isWanted) {
        made = new KnownVolumes(target, parts.service);
        setKnown(made);
      }
    });
    return () => {
      isWanted = false;
      made?.dispose();
    };
  }, [parts]);
  return known;
}
