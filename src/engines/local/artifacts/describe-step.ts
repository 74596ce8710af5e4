import type { Artifact, StepArtifacts } from '../../../runs/run-artifacts';
import type { RestoredItem } from '../../../runs/step-request';
import type { StepResult } from '../../../runs/step-result';
import type { PastRun } from './past-run';

/** What a step found and left. */
export async function describeStep(
  run: PastRun,
  id: string
): Promise<StepArtifacts> {
  const step = run.step(id);
  const restored = await run.restored(step);
  const inputs: StepArtifacts['inputs'] = [];
  const missing: StepArtifacts['missing'] = [];
  for (const { name, from } of step.reads) {
    const object = objectOf(name, restored);
    const found = object && described(name, object, run.results.get(from));
    if (found) {
      inputs.push({ ...found, from });
    } else {
      missing.push({ name, from });
    }
  }
  return {
    step: id,
    name: step.name,
    status: run.record.steps[run.plan.indexOf(id)].status,
    inputs,
    missing,
    parameters: restored.flatMap(each =>
      each.kind === 'parameter' ? [{ name: each.name, value: each.source }] : []
    ),
    definitions: [
      ...new Set(
        restored.flatMap(each => (each.kind === 'definition' ? each.names : []))
      )
    ],
    outputs: leftBy(run, id)
  };
}

/** The object from which a variable was restored. */
function objectOf(
  name: string,
  restored: readonly RestoredItem[]
): string | undefined {
  const item = restored.find(
    each => each.kind === 'value' && each.names.includes(name)
  );
  return item?.kind === 'value' ? item.object : undefined;
}

function leftBy(run: PastRun, id: string): StepArtifacts['outputs'] {
  const result = run.results.get(id);
  return (result?.objects ?? []).flatMap(({ hash, values }) =>
    Object.keys(values).flatMap(name => {
      const found = described(name, hash, result);
      return found ? [{ ...found, usedBy: usersOf(run, id, name) }] : [];
    })
  );
}

function usersOf(run: PastRun, id: string, name: string): string[] {
  return run.plan.pipeline.steps
    .filter(({ reads }) =>
      reads.some(each => each.name === name && each.from === id)
    )
    .map(each => each.id);
}

function described(
  name: string,
  hash: string,
  result: StepResult | undefined
): Artifact | undefined {
  const object = result?.objects.find(
    each => each.hash === hash && Object.hasOwn(each.values, name)
  );
  return (
    object && {
      ...object.values[name],
      name,
      object: hash,
      sharesWith: Object.keys(object.values).filter(each => each !== name)
    }
  );
}
