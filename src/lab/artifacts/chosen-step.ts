import type { RunPlace } from '../api/service';
import type { NotebookSession } from '../sessions/notebook-session';

/** Which step is meant, as a command's arguments say; both may be absent. */
export interface StepArguments {
  /** The id of a run; that which is shown if absent. */
  readonly run?: string;
  /** The id of a step; that of the active cell, else the one that failed, if absent. */
  readonly step?: string;
}

export interface ChosenStep {
  readonly place: RunPlace;
  readonly step: string;
}

/** The place of a run of a notebook; undefined where it has none. */
export function placeOf(
  { runs, panel }: NotebookSession,
  run?: string
): RunPlace | undefined {
  const shown = runs.current?.place;
  return run === undefined || run === shown?.id
    ? shown
    : { id: run, notebook: panel.context.localPath };
}

/** The step that is meant; undefined where there is no run, or nothing of it. */
export async function chooseStep(
  session: NotebookSession,
  { run, step }: StepArguments
): Promise<ChosenStep | undefined> {
  const place = placeOf(session, run);
  const id = step ?? (await stepInFront(session));
  return place && id !== undefined ? { place, step: id } : undefined;
}

async function stepInFront(
  session: NotebookSession
): Promise<string | undefined> {
  const { runs, panel } = session;
  const steps = runs.current?.state.steps ?? [];
  const active = panel.content.activeCell?.model.id;
  const cells = await session.runCells().catch(() => []);
  const index = cells.findIndex(({ id }) => id !== undefined && id === active);
  const found =
    steps.find(each => each.cells.includes(index)) ??
    steps.find(each => each.status === 'failed');
  return found?.step;
}
