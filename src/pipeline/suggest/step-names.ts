/** Names for suggested steps: from headings, else from what the code does. */
import { nameOfHeading, uniqueName } from '../../notebook/blocks/headings';
import { toStepName } from '../../notebook/dialect/step-names';
import { activityOf, heaviest, transforms, type Activity } from './activities';
import type { CellTraits, TraitCall } from './cell-traits';

/** What headings begin with and names do without. */
const ARTICLES = /^(the|a|an|my|our|some)_(?=[a-z])/;

/** A heading that gives a longer name is a sentence. */
const HEADING_LENGTH = 28;
const HEADING_WORDS = 5;

/** What a name needs at least, in characters. */
const SHORT = 3;

/** Ids of what is no step, or is called so elsewhere. */
const TAKEN = [
  'imports',
  'functions',
  'parameters',
  'metrics',
  'start',
  'skip',
  'notebook'
];

/** Names of variables that say nothing but that there are data. */
const DATA =
  /^(df|data|dataset|dataframe|frame|raw|x|y)(_?(df|data|raw|\d+))?$/i;

export interface NamingContext {
  /** The names of all functions that the notebook defines. */
  readonly functions: ReadonlySet<string>;
  /** What a step makes and others read. */
  readonly outside: ReadonlySet<string>;
  /** What its cells read of each other. */
  readonly inside: ReadonlySet<string>;
}

export class StepNames {
  private readonly taken = new Set<string>(TAKEN);

  /**
   * A name that no other step has.
   *
   * @param heading - the heading whose only step it is
   */
  give(
    heading: string | undefined,
    cells: readonly CellTraits[],
    context: NamingContext
  ): string {
    const titled = heading === undefined ? undefined : nameOfTitle(heading);
    const name = uniqueName(
      toStepName(
        titled && isGood(titled)
          ? titled
          : (nameOfCode(cells, context) ?? titled ?? 'step')
      ),
      this.taken
    );
    this.taken.add(name);
    return name;
  }
}

function nameOfTitle(heading: string): string {
  return nameOfHeading(heading).replace(ARTICLES, '');
}

function isGood(name: string): boolean {
  return (
    name.length >= SHORT &&
    name.length <= HEADING_LENGTH &&
    name.split('_').length <= HEADING_WORDS
  );
}

/** Names steps by the heaviest thing that they do, and by the variable that it is about. */
function nameOfCode(
  cells: readonly CellTraits[],
  context: NamingContext
): string | undefined {
  const calls = cells.flatMap(each => each.calls);
  const made = mainVariable(cells, context);
  const activity = mainActivity(cells, made);
  const call = calls.find(each => isAbout(each, activity));
  const own = calls.find(
    ({ name, target }) =>
      context.functions.has(name) &&
      name.length > SHORT &&
      target !== undefined &&
      context.outside.has(target)
  );
  switch (activity) {
    case 'train':
      return call && context.functions.has(call.name)
        ? call.name
        : withSubject('train', trained(call), 'model');
    case 'fit':
      return calls.map(each => transforms(each.name)).find(Boolean) ?? 'fit';
    case 'split':
      return 'split_data';
    default:
  }
  if (own) {
    return own.name;
  }
  switch (activity) {
    case 'load':
      return withSubject('load', call?.target, 'data');
    case 'prepare':
      return calls.some(each => activityOf(each.name) === 'split')
        ? 'prepare_data'
        : withSubject('prepare', made, 'data');
    case 'evaluate':
      return 'evaluate';
    case 'save':
      return withSubject('save', call?.root, 'results');
    case 'plot': {
      const drawn = calls.find(
        each => isAbout(each, 'plot') && !CANVAS.test(each.root ?? each.name)
      );
      return drawn?.root === undefined ? 'plot' : `plot_${drawn.root}`;
    }
    default:
  }
  if (made !== undefined && context.outside.has(made)) {
    return `make_${made}`;
  }
  return cells.some(each => each.prints)
    ? 'report'
    : made === undefined
      ? undefined
      : `make_${made}`;
}

/** What a step draws on, as is usual. */
const CANVAS =
  /^(plt|sns|px|go|ax|axs|axes|axis|fig|figure|subplots|show|[A-Z].*)$/;

/** The heaviest thing, but what is loaded to be used at once, and pictures by the way, give no name. */
function mainActivity(
  cells: readonly CellTraits[],
  made: string | undefined
): Activity | undefined {
  const found = heaviest(cells.flatMap(each => each.activities));
  const others = heaviest(
    cells.flatMap(each => each.activities).filter(each => each !== 'load')
  );
  if (found === 'load' && others && others !== 'plot') {
    const isMade = cells.some(each =>
      each.calls.some(
        call =>
          isAbout(call, 'load') &&
          (call.target === made || DATA.test(call.target ?? ''))
      )
    );
    return isMade ? found : others;
  }
  const drawing = cells.filter(each => each.activity === 'plot');
  if (found === 'load' && others === 'plot' && cells.length === 1) {
    return others;
  }
  return found === 'plot' && 2 * drawing.length < cells.length
    ? undefined
    : found;
}

function isAbout({ name }: TraitCall, activity: string | undefined): boolean {
  return activity !== undefined && activityOf(name) === activity;
}

/** `forest` of `forest = RandomForest().fit(x)` and of `forest.fit(x)`. */
function trained(call: TraitCall | undefined): string | undefined {
  const root = call?.root;
  return root !== undefined && !/^[A-Z]/.test(root) && root !== call?.name
    ? root
    : call?.target;
}

/** The variable that a step is there for: the last one that others read, else that its own cells do, else the last one. */
function mainVariable(
  cells: readonly CellTraits[],
  { outside, inside }: NamingContext
): string | undefined {
  const names = cells.flatMap(each => each.binds).filter(name => name !== '_');
  return (
    names.filter(name => outside.has(name)).at(-1) ??
    names.find(name => inside.has(name)) ??
    names.at(-1)
  );
}

function withSubject(
  verb: string,
  subject: string | undefined,
  general: string
): string {
  const plain = subject?.replace(/^_+|_+$/g, '');
  return !plain || DATA.test(plain) ? `${verb}_${general}` : `${verb}_${plain}`;
}
