import { compact } from './compact';
import { readPairs } from './pairs';
import type { FieldReader } from './field-reader';
import type {
  KatibAlgorithm,
  KatibObjective,
  KatibParameter,
  KatibSettings
} from './kale';

/**
 * Reads the study in `katib_metadata`, or in the keys `katib_parameters`,
 * `katib_objective` and `katib_algorithm` that Kale 0.5 had.
 */
export function readKatib(kale: FieldReader): KatibSettings | undefined {
  const fields = kale.child('katib_metadata');
  if (fields) {
    return compact({
      parameters: readParameters(fields, 'parameters') ?? [],
      objective: readObjective(fields, 'objective'),
      algorithm: readAlgorithm(fields, 'algorithm'),
      maxTrialCount: fields.integer('maxTrialCount', 1),
      maxFailedTrialCount: fields.integer('maxFailedTrialCount', 0),
      parallelTrialCount: fields.integer('parallelTrialCount', 1)
    });
  }
  const parameters = readParameters(kale, 'katib_parameters');
  const objective = readObjective(kale, 'katib_objective');
  const algorithm = readAlgorithm(kale, 'katib_algorithm');
  return parameters || objective || algorithm
    ? compact({ parameters: parameters ?? [], objective, algorithm })
    : undefined;
}

function readParameters(
  parent: FieldReader,
  key: string
): readonly KatibParameter[] | undefined {
  return parent.children(key)?.flatMap(fields => {
    const name = fields.text('name') ?? fields.missing('name');
    const parameterType =
      fields.oneOf('parameterType', [
        'double',
        'int',
        'categorical',
        'discrete'
      ]) ?? fields.missing('parameterType');
    const space = fields.child('feasibleSpace');
    const feasibleSpace = compact({
      min: space?.amount('min'),
      max: space?.amount('max'),
      step: space?.amount('step'),
      list: space?.list('list')?.map(String)
    });
    return name && parameterType
      ? [{ name, parameterType, feasibleSpace }]
      : [];
  });
}

function readObjective(
  parent: FieldReader,
  key: string
): KatibObjective | undefined {
  const fields = parent.child(key);
  return (
    fields &&
    compact({
      type: fields.oneOf('type', ['minimize', 'maximize']),
      goal: fields.anyNumber('goal'),
      objectiveMetricName: fields.text('objectiveMetricName'),
      additionalMetricNames: fields.texts('additionalMetricNames')
    })
  );
}

function readAlgorithm(
  parent: FieldReader,
  key: string
): KatibAlgorithm | undefined {
  const fields = parent.child(key);
  return (
    fields &&
    compact({
      algorithmName: fields.text('algorithmName'),
      algorithmSettings: readPairs(fields, 'algorithmSettings', 'name')
    })
  );
}
