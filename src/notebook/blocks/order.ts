import type { Problem, ProblemCode } from '../problems';
import { closestName } from './closest-name';
import type { BlockCells } from './build';

/** How a step names the steps before it. */
export type OrderWord = 'prev' | 'after';

const CODES: {
  readonly [word in OrderWord]: {
    readonly [fault in 'self' | 'below' | 'unknown']: ProblemCode;
  };
} = {
  prev: { self: 'prev-self', below: 'prev-below', unknown: 'prev-unknown' },
  after: { self: 'after-self', below: 'after-below', unknown: 'after-unknown' }
};

/** For each name of a block, the first of its heads. */
export function headsOf(
  blocks: readonly BlockCells[]
): ReadonlyMap<string, number> {
  const heads = new Map<string, number>();
  for (const { name, head } of blocks) {
    if (name !== undefined) {
      heads.set(name, Math.min(head, heads.get(name) ?? head));
    }
  }
  return heads;
}

/**
 * The names among `names` that are steps above `block`, as Kale demands; all
 * others are told, since obeying them would run cells in another order than
 * the notebook's.
 *
 * @param heads - as `headsOf` gives them
 */
export function resolveOrder(
  word: OrderWord,
  names: readonly string[],
  block: BlockCells,
  heads: ReadonlyMap<string, number>,
  problems: Problem[]
): readonly string[] {
  const codes = CODES[word];
  return names.filter(name => {
    const tell = (code: ProblemCode, message: string, suggestion: string) => {
      const about = { cell: block.head, step: name };
      problems.push({ code, severity: 'error', message, suggestion, ...about });
    };
    const head = heads.get(name);
    if (name === block.name) {
      const message = `The step "${name}" cannot come before itself`;
      tell(codes.self, message, 'Name another step.');
    } else if (head === undefined) {
      const closest = closestName(name, heads.keys());
      const message = `There is no step "${name}"`;
      tell(
        codes.unknown,
        message,
        closest
          ? `Did you mean "${closest}"?`
          : `Tag a cell above with step:${name}, or name another step.`
      );
    } else if (head > block.head) {
      const message = `The step "${name}" stands below and cannot come before this one`;
      tell(codes.below, message, 'Move its cells up, or name a step above.');
    } else {
      return true;
    }
    return false;
  });
}
