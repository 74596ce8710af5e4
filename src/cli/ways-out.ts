import type { EngineError, EngineErrorCode } from '../engines/engine-error';
import type { RunError, RunErrorCode } from '../runs/run-error';

/** Makes the way out of something refused, for who sits at a terminal. */
type WayOut = (about: {
  readonly run: string;
  readonly step: string;
}) => string;

/** Ways out, by the codes of errors, in the words of the command line. */
export type WaysOut = Readonly<
  Partial<Record<EngineErrorCode | RunErrorCode, WayOut>>
>;

const WAYS_OUT: WaysOut = {
  'run-is-active': ({ run }) =>
    `Wait for its end, or end it: 'cellway runs cancel ${run}'.`,
  'run-is-pinned': () =>
    'It was to be kept: take the pin off in JupyterLab first.',
  'run-is-damaged': () =>
    "Restore it from a backup, or remove the run: 'cellway runs rm ID'.",
  'no-such-run': () => "'cellway runs' lists those there are.",
  'no-such-step': ({ run }) => `'cellway runs show ${run}' names its steps.`,
  'no-such-artifact': ({ run }) =>
    `'cellway runs artifacts ${run}' names what there is.`,
  'input-not-there': ({ step }) =>
    `Run up to '${step}' instead, with '--to ${step}': this runs what it needs, as far as anything has changed.`,
  'nothing-to-resume': () => "'cellway run' runs the notebook again."
};

/**
 * What a person at a terminal can do about an error: the engine and the store
 * word it for every surface, and know of no commands.
 *
 * @param own - ways out that only the command at hand has
 */
export function wayOutOf(
  error: EngineError | RunError,
  own: WaysOut = {}
): string {
  const { run = 'ID', step = 'STEP' }: { run?: string; step?: string } =
    error.about;
  const wayOut = own[error.code] ?? WAYS_OUT[error.code];
  return wayOut?.({ run, step }) ?? error.hint;
}
