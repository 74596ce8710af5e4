/** On all that Cellway makes in a cluster: by it it is found again, and cleaned up. */
export const MANAGED_BY = {
  'app.kubernetes.io/managed-by': 'cellway'
} as const;
