import type { NotebookSettings, StepSettings } from '../../settings';
import { compact } from '../compact';
import { lift, type FieldRule, type FieldRules } from './field-rule';
import { textField } from './simple-fields';
import { STEP_FIELDS, type StepForm } from './step-fields';
import { volumesField, type VolumeForm } from './volume-fields';

/** What stands in the form for a notebook, its defaults for steps apart. */
export interface NotebookForm {
  readonly name: string;
  readonly description: string;
  readonly experiment: string;
  readonly engine: string;
  readonly volumes: readonly VolumeForm[];
}

export const NOTEBOOK_FIELDS: FieldRules<NotebookSettings, NotebookForm> = {
  name: textField('name'),
  description: textField('description'),
  experiment: textField('experiment'),
  engine: textField('engine'),
  volumes: volumesField
};

/** What can be said for all steps at once: all but their order. */
export type DefaultsForm = Omit<StepForm, 'after'>;

export const DEFAULT_FIELDS = liftAll();

function liftAll(): FieldRules<NotebookSettings, DefaultsForm> {
  const rules = Object.entries(STEP_FIELDS).filter(
    ([name]) => name !== 'after'
  );
  return Object.fromEntries(
    rules.map(([name, rule]) => [
      name,
      ofDefaults(rule as FieldRule<StepSettings, unknown>)
    ])
  ) as unknown as FieldRules<NotebookSettings, DefaultsForm>;
}

function ofDefaults<Content>(
  rule: FieldRule<StepSettings, Content>
): FieldRule<NotebookSettings, Content> {
  return lift(
    rule,
    ({ defaults = {} }) => defaults,
    (settings, defaults) =>
      compact({
        ...settings,
        defaults: Object.keys(defaults).length > 0 ? defaults : undefined
      })
  );
}
