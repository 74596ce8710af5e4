import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ChosenFix } from '../../diagnostics/apply-fix';
import type { DiagnosticRow } from './diagnostic-rows';

/** How far beside what is seen rows count as seen. */
const MARGIN = '200px';

/**
 * The fixes of a row, made a moment after the row is seen: to try what each
 * would do takes some ms, and there may be hundreds of rows. Until those of the
 * notebook as it is now are made, the row has those that it had.
 */
export function useShownFixes(row: DiagnosticRow): {
  readonly place: RefObject<HTMLLIElement>;
  readonly fixes: readonly ChosenFix[];
} {
  const place = useRef<HTMLLIElement>(null);
  const [isSeen, setSeen] = useState(false);
  const [made, setMade] = useState<Made>();
  useEffect(() => {
    const observer = new IntersectionObserver(
      entries => setSeen(entries.some(each => each.isIntersecting)),
      { rootMargin: MARGIN }
    );
    if (place.current) {
      observer.observe(place.current);
    }
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!isSeen) {
      return;
    }
    // One row at a time, so that in between what is shown is drawn.
    const timer = setTimeout(() => {
      const { code, message, fixes } = row;
      setMade({ code, message, fixes });
    });
    return () => clearTimeout(timer);
    // Rows are made anew at each draw, also where what they tell is the same.
  }, [isSeen, row.told]);
  const isOfRow = made?.code === row.code && made.message === row.message;
  return { place, fixes: isOfRow ? made.fixes : [] };
}

/** Fixes, with what they are for: a row of the list may be another one later. */
type Made = Pick<DiagnosticRow, 'code' | 'message' | 'fixes'>;
