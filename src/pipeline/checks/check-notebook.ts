import type { Diagnostic } from '../diagnostic';
import { checkBranches } from './branches';
import type { Check, CheckContext } from './context';
import { checkExcluded } from './excluded';
import { checkIdleSteps } from './idle-steps';
import { checkNames } from './names';
import { checkOpaque } from './opaque';
import { checkParameters } from './parameters';
import { checkRandomness } from './randomness';
import { checkRedefinedClasses } from './redefined-classes';
import { checkRemarks } from './remarks';
import { checkStorable } from './storable';
import { checkSyntax } from './syntax';
import { checkTags } from './tags';

const CHECKS: readonly Check[] = [
  checkTags,
  checkSyntax,
  checkParameters,
  checkNames,
  checkBranches,
  checkRedefinedClasses,
  checkStorable,
  checkExcluded,
  checkIdleSteps,
  checkOpaque,
  checkRemarks,
  checkRandomness
];

/** All that there is to tell about a notebook, in the order of its cells. */
export function checkNotebook(context: CheckContext): Diagnostic[] {
  return CHECKS.flatMap(check => check(context)).sort(
    (a, b) =>
      (a.cell ?? -1) - (b.cell ?? -1) ||
      (a.range?.start ?? -1) - (b.range?.start ?? -1)
  );
}
