import { readPipelineFile } from '../../../pipeline/kubeflow-file/read-pipeline-file';
import type { Parameter } from '../../../pipeline/model';
import { readParameterValue } from '../../../pipeline/values/parameter-value';
import { ParameterValues } from '../../sessions/parameter-values';
import { putValues, type PutValues } from '../parameters/put-values';

const analysis = { readValue: readParameterValue };

const PARAMETERS = [
  ['name', 'str', "'Ada'"],
  ['times', 'int', '1'],
  ['shout', 'bool', 'False']
].map(
  ([name, type, literal]) =>
    ({
      name,
      type,
      default: literal,
      cell: 0,
      span: { start: 0, end: 0 }
    }) as Parameter
);

function put(parameters: object): {
  readonly values: ParameterValues;
  readonly put: PutValues;
} {
  const values = new ParameterValues();
  values.set('times', '7');
  const file = { root: { inputDefinitions: { parameters } } };
  const inputs = readPipelineFile(JSON.stringify(file));
  return { values, put: putValues(inputs, PARAMETERS, values, analysis) };
}

describe('the inputs of a pipeline', () => {
  it('are put into the fields as if they were typed', () => {
    const { values, put: told } = put({
      name: { parameterType: 'STRING', defaultValue: "O'Neil" },
      shout: { parameterType: 'BOOLEAN', defaultValue: true }
    });
    expect(told).toEqual({
      given: ['name', 'shout'],
      unknown: [],
      refused: []
    });
    expect(values.edits).toEqual({ name: "O'Neil", shout: true, times: '7' });
    expect(values.read(PARAMETERS, analysis).values).toEqual({
      name: `"O'Neil"`,
      shout: 'True',
      times: '7'
    });
  });

  it('that are the default again are no edit any more', () => {
    const { values } = put({
      times: { parameterType: 'NUMBER_INTEGER', defaultValue: 1 }
    });
    expect(values.read(PARAMETERS, analysis).values).toEqual({});
  });

  it('are told by name where the notebook does not have them', () => {
    const { values, put: told } = put({
      rate: { parameterType: 'NUMBER_DOUBLE', defaultValue: 0.5 },
      constructor: { parameterType: 'STRING', defaultValue: 'x' }
    });
    expect(told.unknown).toEqual(['rate', 'constructor']);
    expect(values.edits).toEqual({ times: '7' });
  });

  it('of another kind are told at their field', () => {
    const { values } = put({
      times: { parameterType: 'STRING', defaultValue: 'many' }
    });
    expect(values.read(PARAMETERS, analysis).errors).toEqual({
      times: "Parameter 'times' takes an int, not 'many'"
    });
  });

  it('leave a switch as it is that they cannot set, and say why', () => {
    const { values, put: told } = put({
      shout: { parameterType: 'STRING', defaultValue: 'loud' }
    });
    expect(told.refused).toEqual([
      "Parameter 'shout' takes True or False, not 'loud'"
    ]);
    expect(values.edits).toEqual({ times: '7' });
  });
});
