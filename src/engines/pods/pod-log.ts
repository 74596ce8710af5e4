import { stepEvent, type StepEvent } from '../../runs/step-event';
import { LoggedResult, resultEvent } from './logged-result';

/** Begins an event in the log of a pod (RS, as in RFC 7464); a line's end ends it. */
export const MARK = '\u001e';

/** What a pod's log tells: events, text that the running cell printed to standard output, the end. */
export type PodLogPart =
  | StepEvent
  | { readonly text: string }
  /** The text of the step's `result.json`, to the byte. */
  | { readonly result: string }
  /** There is a result, of so many bytes, which is too large for a log. */
  | { readonly withheld: number };

/**
 * Reads the log of a pod as it grows. Text is given on at once, an event when
 * it is there as a whole, the result when all of its parts are: a log that has
 * lost one gives none. What is no event of ours is passed over, and so is what
 * is printed while no cell runs: Argo has words of its own.
 */
export class PodLogReader {
  private _begun: string | undefined;
  private _isInCell = false;
  private readonly _result = new LoggedResult();

  read(chunk: string): PodLogPart[] {
    const parts: PodLogPart[] = [];
    let rest = (this._begun ?? '') + chunk;
    this._begun = undefined;
    for (;;) {
      const mark = rest.indexOf(MARK);
      const text = mark < 0 ? rest : rest.slice(0, mark);
      if (text !== '' && this._isInCell) {
        parts.push({ text });
      }
      if (mark < 0) {
        return parts;
      }
      const end = rest.indexOf('\n', mark);
      if (end < 0) {
        this._begun = rest.slice(mark);
        return parts;
      }
      parts.push(...this._readEvent(rest.slice(mark + 1, end)));
      rest = rest.slice(end + 1);
    }
  }

  private _readEvent(line: string): PodLogPart[] {
    const json = parse(line);
    const event = stepEvent.safeParse(json).data;
    if (event) {
      this._isInCell = event.event !== 'cell-ended';
      return [event];
    }
    const told = resultEvent.safeParse(json).data;
    if (!told) {
      return [];
    }
    this._isInCell = false;
    if (told.event === 'result-withheld') {
      return [{ withheld: told.size }];
    }
    const result = this._result.add(told);
    return result === undefined ? [] : [{ result }];
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
