import type { TranslationBundle } from '@jupyterlab/translation';
import { keyOf, layoutInputOf } from '../../graph/layout/input';
import {
  layOutLanes,
  type LaneLine,
  type LaneRow,
  type Lanes
} from '../../graph/layout/lanes';
import {
  describeAllFlows,
  type FlowTexts
} from '../../graph/model/describe-flows';
import type { GraphNode, StepGraph } from '../../graph/model/graph';
import type { ShownPipeline } from '../../pipelines/pipeline-model';
import { settingMarks, type SettingMark } from './setting-marks';

/** What a row shows of the graph; a step of a run that the notebook no longer has shows nothing of it. */
export interface StepPart {
  readonly node?: GraphNode;
  readonly flows: FlowTexts;
  readonly settings: readonly SettingMark[];
  readonly lane: ColouredRow;
}

/** What is drawn beside a row, with the colour of the step that each line comes from. */
export interface ColouredRow extends LaneRow {
  readonly lines: readonly (LaneLine & { readonly colour?: number })[];
}

const NO_FLOWS: FlowTexts = { sentences: [], taken: [], given: [] };

/** Lanes for the rows of a list; the same for the same, however the graph was made. */
export class LaneLayout {
  private _key = '';
  private _lanes: Lanes = { rows: new Map(), count: 0 };

  /** @param ids - of the steps, in the order of the rows */
  of(graph: StepGraph | undefined, ids: readonly string[]): Lanes {
    const { edges } = graph ? layoutInputOf(graph) : { edges: [] };
    const input = { ids, edges };
    const key = keyOf(input);
    if (key !== this._key) {
      this._key = key;
      this._lanes = layOutLanes(input);
    }
    return this._lanes;
  }
}

/** What each row shows of the graph, by the step's id. */
export function stepParts(
  graph: StepGraph | undefined,
  shown: ShownPipeline | undefined,
  lanes: Lanes,
  trans: TranslationBundle
): ReadonlyMap<string, StepPart> {
  const nodes = new Map(graph?.nodes.map(node => [node.id, node]));
  const flows = graph ? describeAllFlows(graph, trans) : undefined;
  const steps = new Map(shown?.pipeline.steps.map(step => [step.id, step]));
  const { defaults } = shown?.tagged.settings ?? {};
  return new Map(
    [...lanes.rows].map(([id, { dot, lines }]): [string, StepPart] => {
      const node = nodes.get(id);
      const settings = steps.get(id)?.settings;
      return [
        id,
        {
          ...(node && { node }),
          flows: flows?.get(id) ?? NO_FLOWS,
          settings: settings ? settingMarks(settings, defaults, trans) : [],
          lane: {
            dot,
            lines: lines.map(line => ({
              ...line,
              colour: nodes.get(line.from ?? '')?.colour
            }))
          }
        }
      ];
    })
  );
}
