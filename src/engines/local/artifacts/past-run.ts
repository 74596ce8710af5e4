import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Step } from '../../../pipeline/model';
import { executionCounts } from '../../../runs/execution-counts';
import { parseStepResult } from '../../../runs/read-step-result';
import { readSubmitted } from '../../../runs/read-submitted';
import type { RunRecord } from '../../../runs/run-record';
import type { RunStore } from '../../../runs/run-store';
import { isDone } from '../../../runs/run-status';
import { stepRequest, type RestoredItem } from '../../../runs/step-request';
import type { StepResult } from '../../../runs/step-result';
import type { ArtifactId } from '../../engine';
import { EngineError } from '../../engine-error';
import { definitionIds } from '../../requests/definition-ids';
import { Plan } from '../../plan';
import {
  restoreList,
  type Origins,
  type Results
} from '../../requests/restore-list';

/** A run as its folder tells of it, whether it goes on or has ended. */
export class PastRun {
  private constructor(
    readonly store: RunStore,
    readonly record: RunRecord,
    readonly plan: Plan,
    /** What the steps that are done have left. */
    readonly results: Results,
    /** The text of the notebook that was submitted. */
    readonly text: string,
    private readonly _origins: Origins
  ) {}

  /** @throws RunError */
  static async read(store: RunStore, id: string): Promise<PastRun> {
    const record = await store.read(id);
    const { notebook, pipeline, text } = await readSubmitted(store.run(id));
    const plan = new Plan(pipeline);
    const results = new Map<string, StepResult>();
    for (const [index, { step, status }] of record.steps.entries()) {
      const path = store.run(id).step(index).result;
      const result = isDone(status) ? await readResult(path) : undefined;
      if (result) {
        results.set(step, result);
        plan.learn(result);
      }
    }
    return new PastRun(store, record, plan, results, text, {
      pipeline: plan.pipeline,
      ids: definitionIds(pipeline.definitions),
      cells: notebook.cells,
      counts: executionCounts(notebook),
      parameters: record.parameters
    });
  }

  /** The notebook's folder. */
  get folder(): string {
    return dirname(this.record.notebook.path);
  }

  /** @throws EngineError `no-such-step` */
  step(id: string): Step {
    const index = this.plan.indexOf(id);
    if (index < 0) {
      throw new EngineError(
        'no-such-step',
        `Run ${this.record.id} has no step '${id}'`,
        'Choose one of the steps that the run has.',
        { run: this.record.id, step: id }
      );
    }
    return this.plan.pipeline.steps[index];
  }

  /**
   * What a step began with: as it was asked for, where it has run here; else
   * what it would begin with now.
   */
  async restored(step: Step): Promise<readonly RestoredItem[]> {
    const index = this.plan.indexOf(step.id);
    const { status } = this.record.steps[index];
    // One that waits may have been asked for by an earlier attempt at the run.
    const hasBegun = status !== 'pending' && status !== 'skipped';
    const { request } = this.store.run(this.record.id).step(index);
    const asked = hasBegun ? await readRequest(request) : undefined;
    return asked ?? restoreList(this._origins, step, this.results);
  }

  /**
   * What makes a variable again as a step has left it, with the definitions
   * that it refers to.
   *
   * @throws EngineError `no-such-step`, `no-such-artifact`
   */
  left({ step: id, name }: ArtifactId): readonly RestoredItem[] {
    const step = this.step(id);
    const objects = this.results.get(id)?.objects ?? [];
    if (!objects.some(each => Object.hasOwn(each.values, name))) {
      throw new EngineError(
        'no-such-artifact',
        `Step '${id}' of run ${this.record.id} has left no '${name}'`,
        'Choose one of the values that the step has left.',
        { run: this.record.id, step: id }
      );
    }
    const reader: Step = {
      ...step,
      reads: [{ name, from: id }],
      parameters: [],
      states: [],
      definitions: []
    };
    return restoreList(this._origins, reader, this.results);
  }
}

async function readResult(path: string): Promise<StepResult | undefined> {
  try {
    return parseStepResult(await readFile(path, 'utf8')).result;
  } catch {
    return undefined;
  }
}

async function readRequest(path: string): Promise<RestoredItem[] | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    return stepRequest.safeParse(json).data?.restore;
  } catch {
    return undefined;
  }
}
