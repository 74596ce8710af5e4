/** What can be done where a volume that one node can use at a time is wanted by another. */
export const SHARE_WAYS =
  'Clone the volume for the run, let the run be on the same node, end what uses it (pause the notebook), or use a volume of a class with ReadWriteMany.';
