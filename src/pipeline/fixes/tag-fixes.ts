import type { Problem, ProblemCode } from '../../notebook/problems';
import type { Fix } from '../diagnostic';
import { moveToHead } from './move-to-head';
import { nameTheStep, nameThisPart, writeWhatIsMeant } from './mistyped-tags';
import {
  giveFreeName,
  giveLegalNames,
  joinTheStep,
  keepOneStep,
  keepTheStep,
  runInOneStep,
  runTheCode,
  shortenName,
  tagTheStep,
  tellApart
} from './name-fixes';
import { movePrev, waitForOther } from './order-fixes';
import { removeFaultySetting } from './setting-fixes';
import { removeFaultyTag, type MakeFixes, type TagContext } from './tag-edits';
import {
  chooseSwitch,
  correctAmount,
  correctImage,
  correctSecret,
  makeAnnotation
} from './value-fixes';

/**
 * What mends problems with tags and settings. Those that are not here only a
 * person can mend: which file a notebook is, what a list of tags that is none
 * was to be; or nothing is wrong but that Cellway is too old, or Kale particular.
 */
const FIXES: Partial<Record<ProblemCode, readonly MakeFixes[]>> = {
  'tag-misspelt': [writeWhatIsMeant, removeFaultyTag],
  'step-unnamed': [nameTheStep, removeFaultyTag],
  'step-name': [giveLegalNames, joinTheStep],
  'step-name-long': [shortenName],
  'step-apart': [nameThisPart],
  'names-alike': [tellApart],
  'prev-empty': [removeFaultyTag],
  'tag-incomplete': [removeFaultyTag],
  'limit-key': [removeFaultyTag],
  'limit-value': [correctAmount, removeFaultyTag],
  'label-key': [removeFaultyTag],
  'label-value': [makeAnnotation, removeFaultyTag],
  'annotation-key': [removeFaultyTag],
  'image-reference': [correctImage, removeFaultyTag],
  'switch-value': [chooseSwitch, removeFaultyTag],
  'secret-name': [correctSecret, removeFaultyTag],
  'secret-key': [correctSecret, removeFaultyTag],
  'secret-variable': [correctSecret, removeFaultyTag],
  'tag-on-text-cell': [removeFaultyTag],
  'tag-repeated': [removeFaultyTag],
  'tag-beside-special': [removeFaultyTag, keepTheStep],
  'several-specials': [removeFaultyTag],
  'several-steps': [keepOneStep],
  'step-list': [runInOneStep],
  'prev-without-step': [movePrev],
  'prev-unknown': [waitForOther],
  'prev-below': [waitForOther],
  'prev-self': [waitForOther],
  'after-unknown': [waitForOther],
  'after-below': [waitForOther],
  'after-self': [waitForOther],
  'name-taken': [giveFreeName],
  'not-first-cell': [moveToHead],
  'notebook-cell-code': [runTheCode],
  'no-step-after-notebook': [tagTheStep],
  'setting-type': [removeFaultySetting],
  'setting-value': [removeFaultySetting],
  'setting-unknown': [removeFaultySetting]
};

/** The ways to mend a problem with tags, headings or settings. */
export function tagFixes(problem: Problem, context: TagContext): Fix[] {
  const { cell, code } = problem;
  if (cell === null) {
    return code.startsWith('setting-')
      ? removeFaultySetting(problem, context)
      : [];
  }
  const about = { ...problem, cell };
  return (FIXES[code] ?? []).flatMap(make => make(about, context));
}
