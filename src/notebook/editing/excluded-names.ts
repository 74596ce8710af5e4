/**
 * What becomes of the setting `exclude` where steps are merged or split.
 *
 * To later steps an excluded variable is as if its step had deleted it when it
 * ended; so of several steps the last one that has the variable says whether
 * they get it. What no later step reads is not passed on anyway: where it is
 * not known, a name is rather not excluded, since then the result is that of
 * Run All.
 *
 * Here nobody can analyse code. A step counts as having each name that its
 * code cells mention, be it in a text: a few more than it has.
 */
export interface ExcludingStep {
  readonly sources: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * What the step excludes that steps become, in the order of the notebook. A
 * name that one of them excludes, and a lower one makes or uses, is there for
 * that one, since both are one step now; and it is passed on as the lower one
 * did. A name that nobody has is kept, so that it is told as before.
 */
export function excludedOfMerged(steps: readonly ExcludingStep[]): string[] {
  const all = new Set(steps.flatMap(({ exclude }) => exclude));
  return [...all].filter(name => {
    const last = [...steps].reverse().find(step => mentions(step, name));
    return last === undefined || last.exclude.includes(name);
  });
}

/**
 * What the upper and the lower part of a step exclude. What the lower one has
 * it may need from the upper one, which passes it on then; behind the lower one
 * nobody gets it, as before. All else stays with the upper one.
 */
export function excludedOfSplit(
  exclude: readonly string[],
  lower: readonly string[]
): { readonly upper: string[]; readonly lower: string[] } {
  const step = { sources: lower, exclude };
  return {
    upper: exclude.filter(name => !mentions(step, name)),
    lower: exclude.filter(name => mentions(step, name))
  };
}

function mentions({ sources }: ExcludingStep, name: string): boolean {
  const wanted = name.normalize('NFKC');
  return sources.some(source =>
    source
      .normalize('NFKC')
      .match(WORDS)
      ?.some(word => word === wanted)
  );
}

/** Words that may be names of Python. */
const WORDS = /[\p{L}\p{N}\p{M}\p{Pc}]+/gu;
