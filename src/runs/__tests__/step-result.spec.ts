import { NotebookDocument } from '../../notebook/document';
import { parseStepResult } from '../read-step-result';
import { parseStepEvent } from '../read-step-event';
import { RunError } from '../run-error';

function resultWith(outputs: string): string {
  return `{
    "protocol": 1, "run": "r", "step": "one", "status": "succeeded",
    "seconds": 0.5,
    "cells": [{"index": 2, "status": "succeeded", "seconds": 0.5, "outputs": ${outputs}}],
    "objects": [], "states": {}, "absent": [], "unstored": []
  }`;
}

const EXACT = `[{
  "output_type": "display_data", "metadata": {},
  "data": {"application/json": {"a": 1.0, "b": 123456789012345678901, "c": [NaN, -Infinity], "__proto__": 1}}
}]`;

function problem(text: string): RunError {
  try {
    parseStepResult(text);
  } catch (error) {
    if (error instanceof RunError) {
      return error;
    }
  }
  throw new Error('it was read');
}

describe('the result of a step', () => {
  it('keeps every digit of its outputs', () => {
    const { outputs } = parseStepResult(resultWith(EXACT));
    const notebook = NotebookDocument.parse(
      '{"cells": [{"cell_type": "code", "source": "", "metadata": {}, "outputs": [], "execution_count": null}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    );
    const { text } = notebook.setOutputs(0, outputs.get(2) ?? [], 1);
    const compact = text.replace(/\s/g, '');
    expect(compact).toContain(
      '{"a":1.0,"b":123456789012345678901,"c":[NaN,-Infinity],"__proto__":1}'
    );
  });

  it.each([
    ['', /cannot be read/],
    ['{"protocol": 1', /cannot be read/],
    ['{"protocol": 2, "anything": []}', /of protocol 2, not 1/],
    ['{"protocol": 1}', /cannot be read: \S+/],
    [resultWith('"text"'), /cannot be read/],
    [resultWith('[{}]'), /cannot be read/]
  ])('is refused as damaged: %j', (text, message) => {
    const { code, message: said } = problem(text);
    expect(code).toBe('result-is-damaged');
    expect(said).toMatch(message);
  });
});

describe('a line of a runner', () => {
  const read = (line: string): unknown => parseStepEvent(line, 'one', 'now');

  it('becomes an event of the run', () => {
    expect(read('{"event": "cell-started", "cell": 3}')).toEqual({
      type: 'cell',
      step: 'one',
      time: 'now',
      cell: 3,
      status: 'running'
    });
    expect(
      read(
        '{"event": "output", "cell": 3, "output": {"output_type": "x", "n": NaN}}'
      )
    ).toMatchObject({ type: 'output', output: { output_type: 'x', n: NaN } });
    expect(read('{"event": "clear", "cell": 3, "wait": true}')).toMatchObject({
      type: 'clear',
      wait: true
    });
  });

  it.each(['', 'text', '[]', '{"event": "dance"}', '{"event": "output"}'])(
    'that is none is passed over: %j',
    line => {
      expect(read(line)).toBeUndefined();
    }
  );
});
