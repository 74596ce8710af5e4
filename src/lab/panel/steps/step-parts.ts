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
import type { StepGraph } from '../../graph/model/graph';
import type { ShownPipeline } from '../../pipelines/pipeline-model';
import { settingMarks, type SettingMark } from './setting-marks';

/**
 * What a row shows of the graph whatever runs; a step of a run that the
 * notebook no longer has shows nothing of it.
 */
export interface StepPart {
  readonly colour?: number;
  readonly flows: FlowTexts;
  readonly settings: readonly SettingMark[];
  readonly lane: ColouredRow;
}

/** What is drawn beside a row, with the colour of the step that each line comes from. */
export interface ColouredRow extends LaneRow {
  readonly lines: readonly (LaneLine & { readonly colour?: number })[];
}

const NO_FLOWS: FlowTexts = { sentences: [], taken: [], given: [] };

/** Parts for the rows of a list; the same objects for the same, however the graph was made. */
export class StepParts {
  private readonly _layout = new LaneLayout();
  private _kept: ReadonlyMap<
    string,
    { readonly key: string; readonly part: StepPart }
  > = new Map();

  /** @param ids - of the steps, in the order of the rows */
  of(
    graph: StepGraph | undefined,
    shown: ShownPipeline | undefined,
    ids: readonly string[],
    trans: TranslationBundle
  ): {
    readonly parts: ReadonlyMap<string, StepPart>;
    readonly laneCount: number;
  } {
    const lanes = this._layout.of(graph, ids);
    const made = stepParts(graph, shown, lanes, trans);
    this._kept = new Map(
      [...made].map(([id, part]) => {
        const key = JSON.stringify(part);
        const kept = this._kept.get(id);
        return [id, kept?.key === key ? kept : { key, part }];
      })
    );
    const parts = new Map([...this._kept].map(([id, { part }]) => [id, part]));
    return { parts, laneCount: lanes.count };
  }
}

/** Lanes for the rows of a list; the same for the same. */
class LaneLayout {
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
function stepParts(
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
          ...(node && { colour: node.colour }),
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
