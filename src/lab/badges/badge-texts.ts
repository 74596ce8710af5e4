import type { TranslationBundle } from '@jupyterlab/translation';
import type { BadgePlan } from './cell-plans';

/** What stands on a badge before its state. */
export function titleOf(plan: BadgePlan, trans: TranslationBundle): string {
  switch (plan.kind) {
    case 'step':
    case 'more':
      return plan.part > 1
        ? trans.__('%1 (%2)', plan.name, plan.part)
        : plan.name;
    case 'notebook':
      return plan.name;
    case 'imports':
      return trans.__('imports');
    case 'functions':
      return trans.__('functions');
    case 'parameters':
      return trans.__('parameters');
    case 'metrics':
      return trans.__('metrics');
    case 'skip':
      return trans.__('skip');
    case 'problem':
      return '';
  }
}

/** How a badge is called aloud. */
export function labelOf(plan: BadgePlan, trans: TranslationBundle): string {
  const title = titleOf(plan, trans);
  switch (plan.kind) {
    case 'step':
      return trans.__('Step %1', title);
    case 'more':
      return trans.__('More of step %1', title);
    case 'notebook':
      return trans.__('Notebook %1', title);
    case 'problem':
      return trans.__('Tags of this cell');
    default:
      return trans.__('Cell of kind %1', title);
  }
}

/** Where a step comes from that nobody has tagged; empty where somebody has. */
export function originOf(
  { kind, origin }: BadgePlan,
  trans: TranslationBundle
): string {
  if (kind !== 'step' && kind !== 'more') {
    return '';
  }
  switch (origin) {
    case 'heading':
      return trans.__('from the heading');
    case 'whole':
      return trans.__('one step');
    case 'start':
      return trans.__('untagged');
    case 'tag':
      return '';
  }
}

/** All that a badge has to say, a line each. */
export function tooltipOf(plan: BadgePlan, trans: TranslationBundle): string {
  const lines = [labelOf(plan, trans), meaningOf(plan, trans)];
  if (plan.takes.length > 0) {
    const flows = plan.takes.map(({ name, from }) =>
      trans.__('%1 (from %2)', name, from)
    );
    lines.push(trans.__('Takes %1', flows.join(', ')));
  }
  if (plan.parameters.length > 0) {
    lines.push(trans.__('Parameters %1', plan.parameters.join(', ')));
  }
  if (plan.gives.length > 0) {
    lines.push(trans.__('Gives %1', plan.gives.join(', ')));
  }
  return lines.filter(line => line !== '').join('\n');
}

/** What the kind of a cell means. */
function meaningOf(plan: BadgePlan, trans: TranslationBundle): string {
  switch (plan.kind) {
    case 'step':
    case 'more':
      return meaningOfOrigin(plan, trans);
    case 'imports':
    case 'functions':
      return trans.__('Repeated in every step that needs it.');
    case 'parameters':
      return trans.__('Each run can give other values.');
    case 'metrics':
      return trans.__('A run keeps these values as its metrics.');
    case 'skip':
      return trans.__('Not run.');
    case 'notebook':
      return trans.__('Another notebook is this step.');
    case 'problem':
      return '';
  }
}

function meaningOfOrigin(plan: BadgePlan, trans: TranslationBundle): string {
  switch (plan.origin) {
    case 'heading':
      return trans.__(
        'No cell is tagged yet: each heading of this level begins a step.'
      );
    case 'whole':
      return trans.__('No cell is tagged yet: all cells are one step.');
    case 'start':
      return trans.__('The untagged cells before the first tag.');
    case 'tag':
      return '';
  }
}
