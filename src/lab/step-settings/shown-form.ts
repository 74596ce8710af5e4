import type { Fault } from '../../notebook/dialect/faults';
import type { Edit } from '../../notebook/editing/edit';
import type {
  Faults,
  FieldRules,
  FormContext
} from '../../notebook/settings/form/field-rule';
import {
  DEFAULT_FIELDS,
  NOTEBOOK_FIELDS
} from '../../notebook/settings/form/notebook-fields';
import { STEP_FIELDS } from '../../notebook/settings/form/step-fields';
import { settingsOfHead } from '../../notebook/settings/shown-settings';
import type { NotebookSettings } from '../../notebook/settings';
import type { ShownPipeline } from '../pipelines/pipeline-model';
import { EditedForm } from './edited-form';
import { fieldOfPath } from './field-of-path';
import { findStep, stepsOf, type Subject } from './subject';

/** A form, with where its settings come from and where they go. */
export interface ShownForm {
  readonly kind: 'step' | 'notebook' | 'defaults';
  readonly edited: EditedForm<object, object>;
  /** As they stand in the notebook. */
  settings(): object;
  /** What writes other settings. */
  edits(settings: object): readonly Edit[];
  context(): FormContext;
  /** What holds where a field is empty, as it would stand in the field. */
  inherited(): Readonly<Record<string, unknown>>;
  /** What is wrong in the notebook, by field; what was typed is left out. */
  told(): Faults;
}

type Read = () => ShownPipeline;

export function stepForm(
  read: Read,
  subject: Extract<Subject, { kind: 'step' }>
): ShownForm {
  const block = () => findStep(read(), subject);
  return makeForm('step', STEP_FIELDS, {
    read,
    settings: () => {
      const step = block();
      return step ? settingsOfHead(read().notebook, step) : {};
    },
    edits: settings => {
      const step = block();
      if (!step) {
        return [];
      }
      const { name, cells, origin } = step;
      const role = { kind: 'step', name } as const;
      return [
        // Settings stay with a cell; a heading could take it to another step.
        ...(origin === 'tag'
          ? []
          : [{ kind: 'set-role', cells, role } as const]),
        { kind: 'set-step-settings', step: name, settings }
      ];
    },
    context: () => {
      const step = block();
      return {
        stepsAbove: stepsOf(read())
          .filter(({ head }) => step && head < step.head)
          .map(({ name }) => name),
        steps: namesOfSteps(read()),
        volumes: volumesOf(read())
      };
    },
    inherited: () => {
      const { defaults = {} } = read().tagged.settings;
      const entries = Object.entries(STEP_FIELDS).map(([field, rule]) => [
        field,
        rule.read(defaults)
      ]);
      return Object.fromEntries(entries);
    },
    pathsOf: { cell: () => block()?.head, prefix: 'cellway.' }
  });
}

export function notebookForm(read: Read): ShownForm {
  return makeForm('notebook', NOTEBOOK_FIELDS, {
    ...ofNotebook(read),
    pathsOf: { cell: () => null, prefix: 'cellway.' }
  });
}

/** What holds for every step that does not say otherwise. */
export function defaultsForm(read: Read): ShownForm {
  return makeForm('defaults', DEFAULT_FIELDS, {
    ...ofNotebook(read),
    pathsOf: { cell: () => null, prefix: 'cellway.defaults.' }
  });
}

interface Source<S> extends Pick<ShownForm, 'context' | 'inherited'> {
  readonly read: Read;
  settings(): S;
  edits(settings: S): readonly Edit[];
  /** Which problems are this form's. */
  readonly pathsOf: {
    readonly cell: () => number | null | undefined;
    readonly prefix: string;
  };
}

function ofNotebook(read: Read): Omit<Source<NotebookSettings>, 'pathsOf'> {
  return {
    read,
    settings: () => read().tagged.settings,
    edits: settings => [{ kind: 'set-notebook-settings', settings }],
    context: () => ({
      stepsAbove: [],
      steps: namesOfSteps(read()),
      volumes: volumesOf(read())
    }),
    inherited: () => ({})
  };
}

function makeForm<S extends object, F extends object>(
  kind: ShownForm['kind'],
  rules: FieldRules<S, F>,
  source: Source<S>
): ShownForm {
  const edited = new EditedForm(rules, source.settings, source.context);
  return {
    kind,
    edited: edited as unknown as EditedForm<object, object>,
    settings: source.settings,
    edits: settings => source.edits(settings as S),
    context: source.context,
    inherited: source.inherited,
    told: () => {
      const { cell, prefix } = source.pathsOf;
      const found: Record<string, Fault> = {};
      for (const problem of source.read().tagged.problems) {
        const { path, message, suggestion } = problem;
        const field =
          path?.startsWith(prefix) && problem.cell === cell()
            ? fieldOfPath(path.slice(prefix.length))
            : undefined;
        if (field !== undefined && !edited.isDraft(field as keyof F)) {
          found[field] ??= { message, suggestion };
        }
      }
      return found;
    }
  };
}

function namesOfSteps(shown: ShownPipeline): readonly string[] {
  return [...new Set(stepsOf(shown).map(({ name }) => name))];
}

function volumesOf({ tagged }: ShownPipeline): readonly string[] {
  return (tagged.settings.volumes ?? []).map(({ name }) => name);
}
