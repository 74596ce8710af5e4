import { withoutColours } from './colours';

/** How far a loop is that shows its progress in text. */
export interface LoopProgress {
  /** What stands before the bar: `Epoch 3`. */
  readonly label: string;
  readonly done: number;
  readonly all: number;
  /** What is left, as the bar says it: `00:03`. */
  readonly left?: string;
}

/** tqdm: `loading:  45%|████▌     | 45/100 [00:03<00:04, 14.2it/s]`. */
const TQDM =
  /^\s*(?:(.*?):\s+)?\s*\d{1,3}%\|[^|]*\|\s*([\d.,]+)([kMGTP]?)\/([\d.,]+)([kMGTP]?)\s*\[[\d:]+<([\d:?]+)/;

/** Keras 2: `12/469 [=>............] - ETA: 5s`; Keras 3: `12/469 ━━━──── 5s 12ms/step - loss: 0.3`. */
const KERAS =
  /^\s*(\d+)\/(\d+)\s+(?:\[[=>.\s]*\](?:\s+-\s+ETA:\s*([\d:]+s?))?|[━╸╺─]+\s*([\d:]+m?s?(?=\s))?)/;

/** Rich, as pip shows it: `Working ━━━━━━━━  45% 0:00:03`. */
const RICH = /^\s*(.*?)\s*[━╸╺]{4,}\s+(\d{1,3})%(?:\s+([\d:]+))?/;

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15
};

/**
 * Reads a line that was written as a progress bar.
 *
 * @returns undefined for any other line
 */
export function readProgress(line: string): LoopProgress | undefined {
  const text = withoutColours(line)
    .split('\r')
    .filter(each => each !== '')
    .pop();
  if (!text || text.length > 1000) {
    return undefined;
  }
  return readTqdm(text) ?? readKeras(text) ?? readRich(text);
}

/**
 * How far the outermost of loops within each other is: each shows its bar
 * below that of the one around it.
 *
 * @param lines - the last ones
 */
export function outermostProgress(
  lines: readonly string[]
): LoopProgress | undefined {
  let outermost: LoopProgress | undefined;
  for (const line of [...lines].reverse()) {
    if (line.trim() === '') {
      continue;
    }
    const progress = readProgress(line);
    // One that is done is an earlier loop, not one around.
    if (!progress || (outermost && progress.done >= progress.all)) {
      break;
    }
    outermost = progress;
  }
  return outermost;
}

function readTqdm(text: string): LoopProgress | undefined {
  const match = TQDM.exec(text);
  if (!match) {
    return undefined;
  }
  const [, label = '', done, unit, all, unitOfAll, left] = match;
  const progress = {
    label,
    done: numberOf(done, unit),
    all: numberOf(all, unitOfAll)
  };
  return isSound(progress)
    ? { ...progress, ...(!left.includes('?') && { left }) }
    : undefined;
}

function readKeras(text: string): LoopProgress | undefined {
  const match = KERAS.exec(text);
  if (!match) {
    return undefined;
  }
  const [, done, all, eta, time] = match;
  const progress = { label: '', done: Number(done), all: Number(all) };
  const left = eta ?? (progress.done < progress.all ? time : undefined);
  return isSound(progress)
    ? { ...progress, ...(left !== undefined && { left }) }
    : undefined;
}

function readRich(text: string): LoopProgress | undefined {
  const [, label = '', percent, left] = RICH.exec(text) ?? [];
  const progress = { label, done: Number(percent), all: 100 };
  return percent !== undefined && isSound(progress)
    ? { ...progress, ...(left !== undefined && { left }) }
    : undefined;
}

function numberOf(digits: string, unit: string): number {
  return Number(digits.replaceAll(',', '')) * UNITS[unit];
}

function isSound({ done, all }: LoopProgress): boolean {
  return Number.isFinite(done) && Number.isFinite(all) && all > 0;
}
