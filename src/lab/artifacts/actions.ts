/** What is done with artifacts; loaded when something is. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { artifactsOf } from '../api/artifacts';
import type { IService, RunPlace } from '../api/service';
import { ServiceError } from '../api/service-error';
import type { NotebookSession } from '../sessions/notebook-session';
import { chooseStep, type ChosenStep, type StepArguments } from './chosen-step';
import { askVariable } from './chosen-variable';
import { loadIntoKernel } from './load';

export interface ActionParts {
  readonly service: IService;
  readonly trans: TranslationBundle;
}

/** A variable that a step of a run has left; it is asked for if absent. */
export interface VariableArguments extends StepArguments {
  readonly name?: string;
}

/** Loads what a step began with, and goes to the cell that failed. */
export async function loadInputs(
  session: NotebookSession,
  given: StepArguments,
  { service, trans }: ActionParts
): Promise<void> {
  const chosen = await chooseOrTell(session, given, trans);
  if (!chosen) {
    return;
  }
  const { place, step } = chosen;
  const isLoaded = await loadIntoKernel(
    session,
    () => artifactsOf(service).inputs(place, step),
    trans
  );
  const shown = session.runs.current;
  const error =
    place.id === shown?.place.id
      ? shown.state.steps.find(each => each.step === step)?.error
      : undefined;
  if (isLoaded && error?.cell !== undefined) {
    await session.goToRunCell(error.cell, error.line);
  }
}

export async function loadVariable(
  session: NotebookSession,
  given: VariableArguments,
  parts: ActionParts
): Promise<void> {
  const { service, trans } = parts;
  const title = trans.__('Load a Variable into the Kernel');
  const chosen = await chooseVariable(session, given, title, parts);
  if (chosen) {
    const { place, step, name } = chosen;
    await loadIntoKernel(
      session,
      () => artifactsOf(service).output(place, step, name),
      trans
    );
  }
}

/** @param format - an ending that fits its type; the best one if absent */
export async function downloadVariable(
  session: NotebookSession,
  { format, ...given }: VariableArguments & { readonly format?: string },
  parts: ActionParts
): Promise<void> {
  const title = parts.trans.__('Download a Variable');
  const chosen = await chooseVariable(session, given, title, parts);
  if (chosen) {
    await download(chosen.place, { ...chosen, format }, parts);
  }
}

/** Has a variable written to a file, which the browser then fetches. */
export async function download(
  place: RunPlace,
  {
    step,
    name,
    format
  }: {
    readonly step: string;
    readonly name: string;
    readonly format?: string;
  },
  { service, trans }: ActionParts
): Promise<void> {
  const making = Notification.emit(
    trans.__('Writing %1 to a file…', name),
    'in-progress'
  );
  try {
    const file = await artifactsOf(service).file(place, step, name, format);
    const link = document.createElement('a');
    link.href = file.url;
    link.download = file.name;
    document.body.append(link);
    link.click();
    link.remove();
    Notification.dismiss(making);
  } catch (error) {
    Notification.update({
      id: making,
      type: 'error',
      message:
        error instanceof ServiceError
          ? `${error.message} ${error.hint}`
          : String(error),
      autoClose: false
    });
  }
}

/**
 * Goes on after a failure: with the run itself where the notebook is as it was
 * then; else with a new run, in which what has not changed comes from the cache.
 */
export async function runWhatIsLeft(session: NotebookSession): Promise<void> {
  const { runs } = session;
  if (runs.canResume && !(await isEdited(session))) {
    await runs.resume();
  } else if (runs.canRun) {
    await session.run();
  }
}

/** Whether the code of the notebook, or a value for a parameter, is another one than in the shown run. */
export async function isEdited(session: NotebookSession): Promise<boolean> {
  const cells = await session.runCells().catch(() => []);
  const shared = session.panel.context.model.sharedModel.cells;
  const sources = cells.map(each => each.source);
  const now = shared.map(cell => cell.getSource());
  const parameters = session.runs.current?.state.parameters ?? {};
  const { values } = session.readParameters();
  return (
    JSON.stringify(sources) !== JSON.stringify(now) ||
    Object.entries(values).some(([name, each]) => parameters[name] !== each)
  );
}

/** The variable that is meant; where there is none, says so. */
async function chooseVariable(
  session: NotebookSession,
  { name: given, ...rest }: VariableArguments,
  title: string,
  parts: ActionParts
): Promise<(ChosenStep & { readonly name: string }) | undefined> {
  const chosen = await chooseOrTell(session, rest, parts.trans);
  if (!chosen) {
    return undefined;
  }
  try {
    const name = given ?? (await askVariable(chosen, title, parts));
    return name === undefined ? undefined : { ...chosen, name };
  } catch (error) {
    Notification.warning(
      error instanceof Error ? error.message : String(error),
      { autoClose: 6000 }
    );
    return undefined;
  }
}

/** The step that is meant; where there is none, says so. */
async function chooseOrTell(
  session: NotebookSession,
  given: StepArguments,
  trans: TranslationBundle
): Promise<ChosenStep | undefined> {
  const chosen = await chooseStep(session, given);
  if (!chosen) {
    Notification.warning(
      trans.__(
        'No run of this notebook has a step for this cell. Run the notebook first, or choose a cell of a step.'
      ),
      { autoClose: 6000 }
    );
  }
  return chosen;
}
