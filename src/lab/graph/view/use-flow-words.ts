import type { TranslationBundle } from '@jupyterlab/translation';
import { useMemo } from 'react';
import { FlowWords, type FlowTexts } from '../model/describe-flows';
import type { StepGraph } from '../model/graph';

/** What each step takes, gives and waits for, in words, by its id. */
export function useFlowWords(
  graph: StepGraph,
  trans: TranslationBundle
): ReadonlyMap<string, FlowTexts> {
  const words = useMemo(() => new FlowWords(trans), [trans]);
  return useMemo(() => words.of(graph), [words, graph]);
}
