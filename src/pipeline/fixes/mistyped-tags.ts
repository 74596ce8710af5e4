/** Tags that mean nothing, or not what they seem to: without a name, misspelt, on cells apart. */
import { uniqueName } from '../../notebook/blocks/headings';
import { meantTag } from '../../notebook/dialect/meant-tag';
import { suggestStepName } from '../suggest-name';
import { namesTaken } from './name-fixes';
import { withoutNewErrors, writeInstead, type MakeFixes } from './tag-edits';

export const writeWhatIsMeant: MakeFixes = (problem, context) =>
  withoutNewErrors(
    context,
    writeInstead(problem, problem.tag && meantTag(problem.tag))
  );

/** Begins a step at a cell whose tag names none: by the heading above it, or what it makes. */
export const nameTheStep: MakeFixes = ({ cell }, context) => {
  const { notebook, tagged, analyser } = context;
  if (tagged.blocks.some(each => each.head === cell && each.origin === 'tag')) {
    return [];
  }
  const name = suggestStepName(notebook, [cell], analyser);
  return withoutNewErrors(context, [
    {
      title: `Name it ${name}`,
      edits: [{ kind: 'set-role', cells: [cell], role: { kind: 'step', name } }]
    }
  ]);
};

/** Of a step on cells that stand apart, makes the later ones a step of their own. */
export const nameThisPart: MakeFixes = ({ cell, step }, context) => {
  const cells = context.tagged.blocks
    .filter(({ name }) => name === step)
    .flatMap(({ parts }) => parts)
    .find(([first]) => first === cell);
  if (step === undefined || !cells) {
    return [];
  }
  const name = uniqueName(step, namesTaken(context));
  return withoutNewErrors(context, [
    {
      title: `Name these cells "${name}"`,
      edits: [{ kind: 'set-role', cells, role: { kind: 'step', name } }]
    }
  ]);
};
