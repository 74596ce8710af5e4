/** What is done with artifacts; loaded when something is. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IService, RunPlace } from '../api/service';
import { ServiceError } from '../api/service-error';
import type { NotebookSession } from '../sessions/notebook-session';
import { chooseStep, type ChosenStep, type StepArguments } from './chosen-step';
import { loadIntoKernel } from './load';

export interface ActionParts {
  readonly service: IService;
  readonly trans: TranslationBundle;
}

/** A variable that a step of a run has left. */
export interface VariableArguments extends StepArguments {
  readonly name: string;
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
    () => service.artifacts.inputs(place, step),
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
  { name, ...given }: VariableArguments,
  { service, trans }: ActionParts
): Promise<void> {
  const chosen = await chooseOrTell(session, given, trans);
  if (!chosen) {
    return;
  }
  const { place, step } = chosen;
  await loadIntoKernel(
    session,
    () => service.artifacts.output(place, step, name),
    trans
  );
}

/** @param format - an ending that fits its type; the best one if absent */
export async function downloadVariable(
  session: NotebookSession,
  { name, format, ...given }: VariableArguments & { readonly format?: string },
  { service, trans }: ActionParts
): Promise<void> {
  const chosen = await chooseOrTell(session, given, trans);
  if (!chosen) {
    return;
  }
  await download(
    chosen.place,
    { step: chosen.step, name, format },
    {
      service,
      trans
    }
  );
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
    const file = await service.artifacts.file(place, step, name, format);
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
