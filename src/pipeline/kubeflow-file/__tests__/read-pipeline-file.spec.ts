import { PipelineFileError, readPipelineFile } from '../read-pipeline-file';

/** A pipeline with inputs, as YAML writes them. */
function pipeline(parameters: string): string {
  return `root: {inputDefinitions: {parameters: {${parameters}}}}`;
}

function read(parameters: string): Record<string, string> {
  const inputs = readPipelineFile(pipeline(parameters));
  return Object.fromEntries(inputs.map(({ name, text }) => [name, text]));
}

describe('The inputs of a pipeline', () => {
  it('are read as a person would write them', () => {
    expect(
      read(`
        times: {parameterType: NUMBER_INTEGER, defaultValue: 3.0},
        rate: {parameterType: NUMBER_DOUBLE, defaultValue: 2},
        name: {parameterType: STRING, defaultValue: "it's"},
        on: {parameterType: BOOLEAN, defaultValue: false},
        sizes: {parameterType: LIST, defaultValue: [1.5, null, a]},
        more: {parameterType: STRUCT, defaultValue: {a: true}}`)
    ).toEqual({
      times: '3',
      rate: '2.0',
      name: "it's",
      on: 'False',
      sizes: '[1.5, None, "a"]',
      more: '{"a": True}'
    });
  });

  it('are literals of Python where they say so', () => {
    const literal = (value: string): string =>
      `{parameterType: STRING, description: A literal of Python, defaultValue: ${JSON.stringify(value)}}`;
    expect(
      read(
        `pair: ${literal('1, 2')}, none: ${literal('None')}, text: ${literal('"\\u007bx}"')}`
      )
    ).toEqual({ pair: '(1, 2)', none: 'None', text: '{x}' });
  });

  it('are left out where they have no default', () => {
    expect(read('name: {parameterType: STRING}')).toEqual({});
    expect(readPipelineFile('root: {dag: {}}')).toEqual([]);
  });

  it('are those of the first document, and may be JSON', () => {
    const parameters = 'n: {parameterType: NUMBER_INTEGER, defaultValue: 1}';
    const platform = 'platforms: {kubernetes: {}}';
    expect(
      readPipelineFile(`${pipeline(parameters)}\n---\n${platform}`)
    ).toEqual([{ name: 'n', text: '1' }]);
    expect(readPipelineFile('{"root": {"dag": {}}}')).toEqual([]);
  });
});

describe('A file', () => {
  it.each(['', 'kind: Workflow', '[1, 2]', 'just text'])(
    'of %j is refused',
    text => {
      expect(() => readPipelineFile(text)).toThrow(
        'This is no pipeline of Kubeflow.'
      );
    }
  );

  it('that is no YAML is refused with the reason', () => {
    expect(() => readPipelineFile('a: [')).toThrow(PipelineFileError);
    expect(() => readPipelineFile('a: [')).toThrow(/unexpected end/);
  });
});
