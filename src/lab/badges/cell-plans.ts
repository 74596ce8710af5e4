import { parseTag } from '../../notebook/dialect/parse-tag';
import { isSpecialTag, type SpecialKind } from '../../notebook/dialect/tags';
import { isJsonArray } from '../../notebook/json/value';
import type {
  Block,
  BlockOrigin,
  NotebookView,
  TaggedNotebook
} from '../../notebook/tagged-notebook';
import type { Fix, Severity } from '../../pipeline/diagnostic';
import type { BuiltPipeline } from '../../pipeline/build';
import type { Flow, Step } from '../../pipeline/model';
import { stepColours } from '../colours/step-colours';

/** A notebook whose cells are to be marked; its pipeline where it is known already. */
export interface MarkedNotebook extends Partial<BuiltPipeline> {
  readonly tagged: TaggedNotebook;
  readonly notebook: NotebookView;
}

/** Something that is wrong with the tags of a cell. */
export interface BadgeProblem {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/** What a badge says whatever runs. */
export interface BadgePlan {
  /**
   * `step`: where a step begins; `more`: a cell further down that is tagged
   * too; `problem`: a cell that is nothing of its own, whose tags are at fault.
   */
  readonly kind: 'step' | 'more' | 'problem' | SpecialKind;
  readonly name: string;
  /** Of the step in the pipeline; undefined where the cells run in none. */
  readonly step?: string;
  /** From 1; above 1 where cells of the same name stand further up, apart from these. */
  readonly part: number;
  readonly origin: BlockOrigin;
  readonly takes: readonly Flow[];
  readonly gives: readonly string[];
  /** The parameters that its code uses. */
  readonly parameters: readonly string[];
  readonly problems: readonly BadgeProblem[];
}

/** What a cell shows whatever runs. */
export interface CellPlan {
  /** The colour of the bar at its side; `neutral` for what is no step. */
  readonly colour?: number | 'neutral';
  /** Whether nobody has tagged it: it belongs to the step of a heading, or to the start. */
  readonly isGuess: boolean;
  /** The step that it runs in. */
  readonly step?: string;
  readonly badge?: BadgePlan;
}

const NOTHING: CellPlan = { isGuess: false };

/** What each cell shows, by its index. */
export function cellPlans(marked: MarkedNotebook): readonly CellPlan[] {
  const { tagged, notebook, pipeline } = marked;
  const steps = new Map(
    (pipeline?.steps ?? []).flatMap(step =>
      step.cells.map(({ cell }) => [`${cell} ${step.name}`, step] as const)
    )
  );
  const colours = stepColours(
    pipeline?.steps.map(step => step.name) ??
      tagged.blocks.flatMap(({ kind, name }) =>
        kind === 'step' && name !== undefined ? [name] : []
      )
  );
  const plans: CellPlan[] = notebook.cells.map(() => NOTHING);
  for (const block of tagged.blocks) {
    const name = block.name ?? block.kind;
    block.parts.forEach((cells, index) => {
      for (const cell of cells) {
        const isFirst = cell === cells[0];
        const step = steps.get(`${cell} ${name}`);
        const id = step?.id ?? (pipeline ? undefined : idOf(block, index));
        // A cell that several steps name is shown with the first of them.
        if (plans[cell] === NOTHING) {
          plans[cell] = {
            ...barOf(block, colours.get(name)),
            ...(id !== undefined && { step: id }),
            ...((isFirst || isTagged(notebook, cell)) && {
              badge: {
                ...badgeOf(block, index, isFirst, id, step),
                problems: []
              }
            })
          };
        }
      }
    });
  }
  return withProblems(plans, marked);
}

function barOf(
  { kind, origin }: Block,
  colour: number | undefined
): Pick<CellPlan, 'colour' | 'isGuess'> {
  const isGuess = origin !== 'tag';
  if (kind === 'step') {
    // One colour on the whole notebook would say nothing.
    return origin === 'whole' ? { isGuess } : { colour, isGuess };
  }
  return kind === 'skip' ? { isGuess } : { colour: 'neutral', isGuess };
}

function badgeOf(
  block: Block,
  index: number,
  isFirst: boolean,
  id: string | undefined,
  step: Step | undefined
): Omit<BadgePlan, 'problems'> {
  const { kind, name = kind, origin } = block;
  const isSaid = isFirst && step !== undefined;
  return {
    kind: kind === 'step' && !isFirst ? 'more' : kind,
    name,
    part: index + 1,
    origin,
    ...(id !== undefined && { step: id }),
    takes: isSaid ? step.reads : [],
    gives: isSaid ? step.writes : [],
    parameters: isSaid ? step.parameters : []
  };
}

/** As the pipeline will call it. */
function idOf({ kind, name }: Block, index: number): string | undefined {
  return kind !== 'step' || name === undefined
    ? undefined
    : index === 0
      ? name
      : `${name} (${index + 1})`;
}

/** Puts what is told of the tags of each cell on its badge. */
function withProblems(
  plans: readonly CellPlan[],
  { tagged, diagnostics }: MarkedNotebook
): readonly CellPlan[] {
  const told = new Map<number, BadgeProblem[]>();
  for (const { cell, code, severity, message, suggestion } of tagged.problems) {
    if (cell !== null) {
      const known = diagnostics?.find(
        each =>
          each.cell === cell &&
          each.code === code &&
          each.message.startsWith(message)
      );
      const problem = withFixes(
        {
          severity,
          code,
          message: known?.message ?? `${message}. ${suggestion}`
        },
        known
      );
      told.set(cell, [...(told.get(cell) ?? []), problem]);
    }
  }
  return plans.map((plan, cell) => {
    const problems = told.get(cell);
    if (!problems) {
      return plan;
    }
    const badge = plan.badge ?? { ...ONLY_PROBLEMS, step: plan.step };
    return {
      ...plan,
      badge: { ...badge, problems }
    };
  });
}

/** Made when they are asked for; plans that differ in nothing else are the same. */
function withFixes(
  problem: Omit<BadgeProblem, 'fixes'>,
  known: Pick<BadgeProblem, 'fixes'> | undefined
): BadgeProblem {
  return Object.defineProperty({ ...problem, fixes: [] }, 'fixes', {
    get: () => known?.fixes ?? [],
    enumerable: false
  });
}

const ONLY_PROBLEMS: BadgePlan = {
  kind: 'problem',
  name: '',
  part: 1,
  origin: 'tag',
  takes: [],
  gives: [],
  parameters: [],
  problems: []
};

/** Whether the cell itself says what it is. */
function isTagged({ cells }: NotebookView, cell: number): boolean {
  const { tags } = cells[cell].metadata;
  return (
    isJsonArray(tags) &&
    tags.some(text => {
      const tag = typeof text === 'string' ? parseTag(text).tag : undefined;
      return (
        tag !== undefined &&
        (isSpecialTag(tag) ||
          (tag.kind === 'step' && tag.names.some(name => name !== '')))
      );
    })
  );
}
