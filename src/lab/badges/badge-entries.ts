import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { CommandIDs } from '../commands';
import type { MenuEntry } from './badge-menu';
import type { BadgePlan } from './cell-plans';

/** What can be done with the step of a badge, as far as there are commands for it. */
export function stepEntries(
  plan: BadgePlan,
  commands: CommandRegistry,
  trans: TranslationBundle
): MenuEntry[] {
  const { kind, name, step } = plan;
  const isStep = kind === 'step' || kind === 'more';
  const entry = entryOf(commands);
  const labelled = (id: string, args: ReadonlyJSONObject) =>
    commands.hasCommand(id) ? entry(commands.label(id, args), id, args) : [];
  return joined([
    isStep
      ? [
          ...entry(trans.__('Rename…'), CommandIDs.renameStep, { step: name }),
          ...entry(trans.__('Settings…'), CommandIDs.stepSettings, {
            step: name
          })
        ]
      : [],
    step === undefined
      ? []
      : [
          ...labelled(CommandIDs.runOnly, { step }),
          ...labelled(CommandIDs.runFromHere, { step }),
          ...labelled(CommandIDs.runToHere, { step })
        ],
    entry(
      trans.__('Go to in Panel'),
      CommandIDs.showPanel,
      step === undefined ? {} : { step }
    )
  ]);
}

/** The ways out of what is wrong with the tags of a cell. */
export function problemEntries(
  plan: BadgePlan,
  fix: (code: string, title: string) => void,
  commands: CommandRegistry,
  trans: TranslationBundle
): MenuEntry[] {
  const entry = entryOf(commands);
  const isNamed = plan.kind === 'step' || plan.kind === 'more';
  return joined([
    plan.problems.flatMap(({ code, fixes }) =>
      fixes.map(({ title }) => ({ label: title, run: () => fix(code, title) }))
    ),
    isNamed
      ? entry(trans.__('Rename…'), CommandIDs.renameStep, { step: plan.name })
      : [],
    entry(trans.__('Show Problems in Panel'), CommandIDs.showPanel)
  ]);
}

/** Makes an entry for a command; none where its plugin is not there. */
function entryOf(commands: CommandRegistry) {
  return (
    label: string,
    id: string,
    args: ReadonlyJSONObject = {}
  ): readonly MenuEntry[] =>
    commands.hasCommand(id)
      ? [
          {
            label,
            isEnabled: commands.isEnabled(id, args),
            run: () => void commands.execute(id, args)
          }
        ]
      : [];
}

/** The groups that have something in them, with lines between. */
function joined(groups: readonly (readonly MenuEntry[])[]): MenuEntry[] {
  return groups
    .filter(group => group.length > 0)
    .flatMap((group, index): readonly MenuEntry[] =>
      index === 0 ? group : ['separator', ...group]
    );
}
