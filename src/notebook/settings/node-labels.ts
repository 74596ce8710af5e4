/** The label of a node that no other has. */
export const HOSTNAME = 'kubernetes.io/hostname';
