/** The names of what is found, and of the one that is gone to, in CSS. */
const FOUND = 'cellway-found';
const CURRENT = 'cellway-found-current';

/** More than that nobody goes through. */
const MOST = 1_000;

/** Finds a text in what an element shows, and marks it (CSS Custom Highlight API). */
export class LogSearch {
  private _ranges: Range[] = [];
  private _at = -1;

  constructor(private readonly _node: HTMLElement) {}

  get count(): number {
    return this._ranges.length;
  }

  /** Which of them is gone to, from 0; -1 for none. */
  get at(): number {
    return this._at;
  }

  /** Looks again, without going anywhere: lines may have come and gone. */
  find(text: string): void {
    this._ranges = text === '' ? [] : rangesOf(this._node, text.toLowerCase());
    this._at = Math.min(this._at, this._ranges.length - 1);
    this._mark();
  }

  /** Goes to the next one below, or above. */
  go(step: 1 | -1): void {
    const { length } = this._ranges;
    if (length > 0) {
      this._at =
        this._at < 0 && step < 0
          ? length - 1
          : (this._at + step + length) % length;
      this._ranges[this._at].startContainer.parentElement?.scrollIntoView({
        block: 'nearest'
      });
      const place = this._ranges[this._at].getBoundingClientRect();
      const shown = this._node.getBoundingClientRect();
      if (place.top < shown.top || place.bottom > shown.bottom) {
        this._node.scrollTop += place.top - shown.top - shown.height / 2;
      }
      this._mark();
    }
  }

  dispose(): void {
    this._ranges = [];
    this._at = -1;
    this._mark();
  }

  /** A browser that cannot mark still counts, and goes there. */
  private _mark(): void {
    if ('highlights' in CSS) {
      CSS.highlights.set(FOUND, new Highlight(...this._ranges));
      const current = this._ranges.slice(this._at).slice(0, 1);
      CSS.highlights.set(
        CURRENT,
        new Highlight(...(this._at < 0 ? [] : current))
      );
    }
  }
}

/** Where a text stands, also where colours or links divide it. */
function rangesOf(node: HTMLElement, wanted: string): Range[] {
  const texts: Text[] = [];
  const starts: number[] = [];
  let all = '';
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    texts.push(text);
    starts.push(all.length);
    all += text.data;
  }
  const lower = all.toLowerCase();
  const found: Range[] = [];
  let first = 0;
  let place = lower.indexOf(wanted);
  while (place >= 0 && found.length < MOST) {
    const end = place + wanted.length;
    while (first + 1 < texts.length && starts[first + 1] <= place) {
      first++;
    }
    let last = first;
    while (last + 1 < texts.length && starts[last + 1] < end) {
      last++;
    }
    const range = document.createRange();
    range.setStart(texts[first], place - starts[first]);
    range.setEnd(texts[last], end - starts[last]);
    found.push(range);
    place = lower.indexOf(wanted, end);
  }
  return found;
}
