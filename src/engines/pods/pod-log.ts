import { stepEvent, type StepEvent } from '../../runs/step-event';

/** Begins an event in the log of a pod (RS, as in RFC 7464); a line's end ends it. */
const MARK = '\u001e';

/** What a pod's log tells: events, and text that the running cell printed to standard output. */
export type PodLogPart = StepEvent | { readonly text: string };

/**
 * Reads the log of a pod as it grows. Text is given on at once, an event when
 * it is there as a whole. What is no event of ours is passed over, and so is
 * what is printed while no cell runs: Argo has words of its own.
 */
export class PodLogReader {
  private _begun: string | undefined;
  private _isInCell = false;

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
      const event = parseEvent(rest.slice(mark + 1, end));
      if (event) {
        parts.push(event);
        this._isInCell = event.event !== 'cell-ended';
      }
      rest = rest.slice(end + 1);
    }
  }
}

function parseEvent(line: string): StepEvent | undefined {
  try {
    return stepEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
