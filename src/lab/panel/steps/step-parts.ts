import type { TranslationBundle } from '@jupyterlab/translation';
import { keyOf, layoutInputOf } from '../../graph/layout/input';
import {
  layOutLanes,
  type LaneLine,
  type LaneRow,
  type Lanes
} from '../../graph/layout/lanes';
import { FlowWords, type FlowTexts } from '../../graph/model/describe-flows';
import type { StepGraph } from '../../graph/model/graph';
import type { StepSettings } from '../../../notebook/settings';
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
  private readonly _words: FlowWords;
  private _kept: ReadonlyMap<
    string,
    { readonly key: string; readonly part: StepPart }
  > = new Map();

  constructor(private readonly _trans: TranslationBundle) {
    this._words = new FlowWords(_trans);
  }

  /** @param ids - of the steps, in the order of the rows */
  of(
    graph: StepGraph | undefined,
    shown: ShownPipeline | undefined,
    ids: readonly string[]
  ): {
    readonly parts: ReadonlyMap<string, StepPart>;
    readonly laneCount: number;
  } {
    const lanes = this._layout.of(graph, ids);
    const flows = graph && this._words.of(graph);
    this._kept = new Map(
      [...partSources(graph, shown, lanes)].map(([id, source]) => {
        const key = JSON.stringify(source);
        const words = flows?.get(id) ?? NO_FLOWS;
        const kept = this._kept.get(id);
        return [
          id,
          kept?.key === key && kept.part.flows === words
            ? kept
            : { key, part: partOf(source, words, this._trans) }
        ];
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

/** What a part is made of, but for the flows. */
interface PartSource {
  readonly colour?: number;
  readonly lane: ColouredRow;
  readonly settings?: StepSettings;
  /** What is set for all steps. */
  readonly defaults?: StepSettings;
}

/** What each row is to show of the graph, by the step's id. */
function partSources(
  graph: StepGraph | undefined,
  shown: ShownPipeline | undefined,
  lanes: Lanes
): ReadonlyMap<string, PartSource> {
  const nodes = new Map(graph?.nodes.map(node => [node.id, node]));
  const steps = new Map(shown?.pipeline.steps.map(step => [step.id, step]));
  const { defaults } = shown?.tagged.settings ?? {};
  return new Map(
    [...lanes.rows].map(([id, { dot, lines }]): [string, PartSource] => [
      id,
      {
        colour: nodes.get(id)?.colour,
        settings: steps.get(id)?.settings,
        defaults,
        lane: {
          dot,
          lines: lines.map(line => ({
            ...line,
            colour: nodes.get(line.from ?? '')?.colour
          }))
        }
      }
    ])
  );
}

function partOf(
  { colour, lane, settings, defaults }: PartSource,
  flows: FlowTexts,
  trans: TranslationBundle
): StepPart {
  return {
    ...(colour !== undefined && { colour }),
    flows,
    settings: settings ? settingMarks(settings, defaults, trans) : [],
    lane
  };
}
