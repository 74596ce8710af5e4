import type { Gpu } from '../settings';

/** What `kind` stands for where it is absent. */
const WHOLE = 'gpu';

/** The resource that a step asks for: `nvidia.com/gpu`, `nvidia.com/mig-1g.5gb`. */
export function gpuResource({ vendor, kind = WHOLE }: Gpu): string {
  return `${vendor}/${kind}`;
}

/** What a resource says of GPUs; a vendor alone means whole ones. */
export function gpuOfResource(resource: string): Pick<Gpu, 'vendor' | 'kind'> {
  const [vendor, kind = WHOLE] = resource.split('/');
  return kind === WHOLE ? { vendor } : { vendor, kind };
}
