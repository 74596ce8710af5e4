import type { Cell } from '../../__tests__/outline';

/** A notebook, the fixes that it is offered, and the sources of its cells after the first of them. */
export type Example = readonly [
  cells: readonly Cell[],
  titles: readonly string[],
  sources?: readonly string[]
];

/** For each code, examples; a text says why a click cannot mend it. */
export type Examples<Code extends string> = Record<
  Code,
  readonly Example[] | string
>;
