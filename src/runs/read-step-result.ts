import * as z from 'zod';
import { findMember, type JsonNode } from '../notebook/json/node';
import { expandNode, parseFragment } from '../notebook/json/scan';
import { decodeString, readValue } from '../notebook/json/value';
import { RawJson, type JsonInput } from '../notebook/json/write';
import { RunError } from './run-error';
import { STEP_PROTOCOL } from './step-request';
import { stepResult, type StepResult } from './step-result';

const anyProtocol = z.looseObject({ protocol: z.number() });

/** A step's result, and its outputs with every digit of their numbers. */
export interface ReadStepResult {
  readonly result: StepResult;
  /** For each cell of the step, by its index in the notebook. */
  readonly outputs: ReadonlyMap<number, readonly JsonInput[]>;
}

/** As `parseStepResult`; undefined where there is no text, or it is damaged. */
export function tryStepResult(
  text: string | undefined
): ReadStepResult | undefined {
  try {
    return text === undefined ? undefined : parseStepResult(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads the text that a runner wrote. Python writes NaN and infinities, and
 * integers of any length, which the JSON of JavaScript does not keep.
 *
 * @throws RunError `result-is-damaged`
 */
export function parseStepResult(text: string): ReadStepResult {
  let root: JsonNode;
  let value: unknown;
  try {
    root = parseFragment(text).node;
    value = readValue(text, root);
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error));
  }
  const spoken = anyProtocol.safeParse(value);
  if (spoken.success && spoken.data.protocol !== STEP_PROTOCOL) {
    throw damaged(
      `it is of protocol ${spoken.data.protocol}, not ${STEP_PROTOCOL}`
    );
  }
  const checked = stepResult.safeParse(value);
  if (!checked.success) {
    throw damaged(z.prettifyError(checked.error).replace(/^✖ /, ''));
  }
  const result = checked.data;
  const cells = items(text, member(root, 'cells'));
  const outputs = new Map(
    result.cells.map(({ index }, i) => {
      const node = cells[i] && member(cells[i], 'outputs');
      return [index, items(text, node).map(each => exactValue(text, each))];
    })
  );
  return { result, outputs };
}

function damaged(reason: string): RunError {
  return new RunError(
    'result-is-damaged',
    `The result of the step cannot be read: ${reason.split('\n')[0]}`,
    'Run the step again.'
  );
}

function member(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'object' ? findMember(node, key)?.value : undefined;
}

function items(text: string, node: JsonNode | undefined): readonly JsonNode[] {
  const open = node?.kind === 'opaque' ? expandNode(text, node) : node;
  return open?.kind === 'array' ? open.items : [];
}

/** A value to write again, in which literals keep their text. */
function exactValue(text: string, node: JsonNode): JsonInput {
  switch (node.kind) {
    case 'string':
      return decodeString(text, node.start, node.end);
    case 'literal':
      return new RawJson(text.slice(node.start, node.end));
    case 'array':
      return node.items.map(item => exactValue(text, item));
    case 'opaque':
      return exactValue(text, expandNode(text, node));
    case 'object':
      return Object.fromEntries(
        node.members.map(({ key, value }) => [key, exactValue(text, value)])
      );
  }
}
