import type { Node } from '../objects';

/** GPUs, parts of them and other accelerators, by the resource under which nodes have them. */
const GPUS =
  /^(nvidia\.com\/(gpu|mig-[-\w.]+)(\.shared)?|amd\.com\/(gpu|\w+_nps\d+)|gpu\.intel\.com\/(i915|xe)|habana\.ai\/gaudi|google\.com\/tpu)$/;

/** Which labels of nodes name the product: those of the vendor's own software, then those of clouds. */
const PRODUCTS: Readonly<Record<string, readonly string[]>> = {
  'nvidia.com': ['nvidia.com/gpu.product', 'cloud.google.com/gke-accelerator'],
  'amd.com': ['amd.com/gpu.product-name'],
  'gpu.intel.com': ['gpu.intel.com/product'],
  'google.com': ['cloud.google.com/gke-tpu-accelerator']
};

/** GPUs of one kind on a node. */
export interface NodeGpus {
  /** `nvidia.com/gpu`, `nvidia.com/mig-1g.5gb` */
  readonly resource: string;
  readonly count: number;
  /** As its label has it, where there is one: `NVIDIA-A100-SXM4-40GB`. */
  readonly product?: string;
}

/** What a cluster has of one resource. */
export interface GpuKind {
  readonly resource: string;
  /** As labels of nodes have them, in their order; none where no label tells. */
  readonly products: readonly string[];
  /** How many the best node has. */
  readonly most: number;
  readonly total: number;
  /** How many nodes have any. */
  readonly nodes: number;
}

export function isGpu(resource: string): boolean {
  return GPUS.test(resource);
}

/** The labels of nodes by which the products of a vendor are known. */
export function productLabels(vendor: string): readonly string[] {
  return PRODUCTS[vendor] ?? [`${vendor}/gpu.product`];
}

/** What a node has for pods, whether it is in use or not. */
export function gpusOf({
  metadata: { labels = {} },
  status
}: Node): NodeGpus[] {
  return Object.entries(status?.allocatable ?? {}).flatMap(
    ([resource, amount]) => {
      const count = Number(amount);
      if (!isGpu(resource) || !(count > 0)) {
        return [];
      }
      const [vendor] = resource.split('/');
      const label = productLabels(vendor).find(each => labels[each]);
      return [{ resource, count, ...(label && { product: labels[label] }) }];
    }
  );
}

/** What nodes have together, by resource, whether it is in use or not. */
export function gpuKinds(nodes: readonly Node[]): GpuKind[] {
  const kinds = new Map<string, GpuKind>();
  for (const { resource, count, product } of nodes.flatMap(gpusOf)) {
    const known = kinds.get(resource);
    const products = new Set([
      ...(known?.products ?? []),
      ...(product === undefined ? [] : [product])
    ]);
    kinds.set(resource, {
      resource,
      products: [...products].sort(),
      most: Math.max(known?.most ?? 0, count),
      total: (known?.total ?? 0) + count,
      nodes: (known?.nodes ?? 0) + 1
    });
  }
  return [...kinds.values()].sort((a, b) => (a.resource < b.resource ? -1 : 1));
}
