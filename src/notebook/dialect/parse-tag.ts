import {
  isLabelValue,
  isQualifiedName,
  isQuantity,
  isSecretKey,
  isSubdomain,
  isVariableName,
  needsWholeNumber
} from './kubernetes';
import { checkStepName, toStepName } from './step-names';
import type {
  KeyValueTag,
  Tag,
  TagProblem,
  TagProblemCode,
  TagWord
} from './tags';

export interface ParsedTag {
  readonly tag: Tag;
  readonly problems: readonly TagProblem[];
}

/** Tags that stand for themselves. */
const LITERALS: ReadonlyMap<string, Tag> = new Map<string, Tag>([
  ['skip', { kind: 'skip' }],
  ['imports', { kind: 'imports' }],
  ['functions', { kind: 'functions' }],
  ['pipeline-metrics', { kind: 'metrics' }],
  ['pipeline-parameters', { kind: 'parameters', word: 'pipeline-parameters' }],
  ['parameters', { kind: 'parameters', word: 'parameters' }],
  ['injected-parameters', { kind: 'parameters', word: 'injected-parameters' }]
]);

/** How to read what follows each word and its colon. */
const READERS: {
  readonly [word in TagWord]: (rest: string, text: string) => ParsedTag;
} = {
  step: rest => readStep('step', rest),
  block: rest => readStep('block', rest),
  prev: readPrev,
  limit: readLimit,
  label: readLabel,
  annotation: readAnnotation,
  image: readImage,
  cache: (rest, text) => readSwitch('cache', rest, text),
  report: (rest, text) => readSwitch('report', rest, text),
  secret: readSecret,
  notebook: readNotebook
};

/**
 * Reads one tag. Never throws: what is not of the dialect comes back as
 * `other`, what cannot be understood as `malformed` with a problem.
 */
export function parseTag(text: string): ParsedTag {
  const literal = LITERALS.get(text);
  if (literal) {
    return good(literal);
  }
  const colon = text.indexOf(':');
  const word = text.slice(0, Math.max(colon, 0));
  return isTagWord(word)
    ? READERS[word](text.slice(colon + 1), text)
    : good({ kind: 'other', text });
}

function isTagWord(word: string): word is TagWord {
  return Object.hasOwn(READERS, word);
}

function readStep(word: 'step' | 'block', rest: string): ParsedTag {
  const names = rest === '' ? [] : rest.split(';');
  return { tag: { kind: 'step', word, names }, problems: namesFaults(names) };
}

function readPrev(rest: string, text: string): ParsedTag {
  if (rest === '') {
    return malformed('prev', text, {
      code: 'prev-empty',
      message: 'The tag "prev:" names no step',
      suggestion: 'Name the step that comes before, or remove the tag.'
    });
  }
  const names = rest.split(';');
  return { tag: { kind: 'prev', names }, problems: namesFaults(names) };
}

function readNotebook(rest: string): ParsedTag {
  return {
    tag: { kind: 'notebook', name: rest },
    problems: namesFaults([rest])
  };
}

function namesFaults(names: readonly string[]): readonly TagProblem[] {
  const problems: TagProblem[] = [];
  for (const name of names) {
    const fault = checkStepName(name);
    if (fault) {
      const suggestion = `Call it "${fault.suggestion}".`;
      problems.push(error('step-name', fault.message, suggestion));
    }
  }
  return problems;
}

function readLimit(rest: string, text: string): ParsedTag {
  const tag = keyAndValue('limit', rest);
  if (!tag) {
    return incomplete('limit', text, 'limit:memory:4Gi');
  }
  const { key, value } = tag;
  const problems: TagProblem[] = [];
  if (!isQualifiedName(key)) {
    const message = `"${key}" is not the name of a resource`;
    const suggestion =
      'Write cpu, memory, or a name as Kubernetes has it: nvidia.com/gpu.';
    problems.push(warning('limit-key', message, suggestion));
  }
  const whole = needsWholeNumber(key);
  if (whole ? !/^\d+$/.test(value) : !isQuantity(value)) {
    const message = `"${value}" is not an amount of ${key}`;
    const suggestion = whole
      ? 'Write a whole number: 1.'
      : 'Write a number with a unit or without: 500m, 2, 4Gi.';
    problems.push(error('limit-value', message, suggestion));
  }
  return { tag, problems };
}

function readLabel(rest: string, text: string): ParsedTag {
  const tag = keyAndValue('label', rest);
  if (!tag) {
    return incomplete('label', text, 'label:team:risk');
  }
  const problems = [...keyFaults('label-key', tag.key)];
  if (!isLabelValue(tag.value)) {
    const message = `"${tag.value}" cannot be the value of a Kubernetes label`;
    const suggestion =
      'Use at most 63 letters, digits, ".", "_" and "-"; an annotation can hold any text.';
    problems.push(warning('label-value', message, suggestion));
  }
  return { tag, problems };
}

function readAnnotation(rest: string, text: string): ParsedTag {
  const tag = keyAndValue('annotation', rest);
  return tag
    ? { tag, problems: keyFaults('annotation-key', tag.key) }
    : incomplete('annotation', text, 'annotation:owner:me');
}

function readImage(rest: string, text: string): ParsedTag {
  if (rest === '' || /\s/.test(rest)) {
    return malformed('image', text, {
      code: 'image-reference',
      message: `"${rest}" is not the name of a container image`,
      suggestion: 'Write it as docker pull takes it: image:python:3.12.'
    });
  }
  return good({ kind: 'image', reference: rest });
}

function readSwitch(
  kind: 'cache' | 'report',
  rest: string,
  text: string
): ParsedTag {
  if (rest !== 'enabled' && rest !== 'disabled') {
    return malformed(kind, text, {
      code: 'switch-value',
      message: `The tag "${text}" is neither enabled nor disabled`,
      suggestion: `Write ${kind}:enabled or ${kind}:disabled.`
    });
  }
  return good({ kind, enabled: rest === 'enabled' });
}

function readSecret(rest: string, text: string): ParsedTag {
  const parts = rest.split(':');
  const [secret, key, env] = parts;
  if (parts.length !== 3 || !secret || !key || !env) {
    return incomplete('secret', text, 'secret:credentials:token:API_TOKEN');
  }
  const problems: TagProblem[] = [];
  if (!isSubdomain(secret)) {
    const message = `"${secret}" is not the name of a Kubernetes Secret`;
    const suggestion = 'Use lower-case letters, digits, "-" and ".".';
    problems.push(error('secret-name', message, suggestion));
  }
  if (!isSecretKey(key)) {
    const message = `"${key}" is not a key of a Kubernetes Secret`;
    const suggestion = 'Use letters, digits, "-", "_" and ".".';
    problems.push(error('secret-key', message, suggestion));
  }
  if (!isVariableName(env)) {
    const message = `"${env}" is not the name of an environment variable`;
    const suggestion = `Call it ${toStepName(env).replace(/-/g, '_').toUpperCase()}.`;
    problems.push(error('secret-variable', message, suggestion));
  }
  return { tag: { kind: 'secret', secret, key, env }, problems };
}

/** The value is all after the second colon, colons included. */
function keyAndValue(
  kind: KeyValueTag['kind'],
  rest: string
): KeyValueTag | undefined {
  const colon = rest.indexOf(':');
  return colon <= 0
    ? undefined
    : { kind, key: rest.slice(0, colon), value: rest.slice(colon + 1) };
}

function keyFaults(
  code: 'label-key' | 'annotation-key',
  key: string
): readonly TagProblem[] {
  if (isQualifiedName(key)) {
    return [];
  }
  const message = `"${key}" cannot be a key in Kubernetes`;
  const suggestion =
    'Use at most 63 letters, digits, ".", "_" and "-", after a domain and "/" or alone.';
  return [warning(code, message, suggestion)];
}

function good(tag: Tag): ParsedTag {
  return { tag, problems: [] };
}

function incomplete(word: TagWord, text: string, example: string): ParsedTag {
  return malformed(word, text, {
    code: 'tag-incomplete',
    message: `The tag "${text}" lacks a part`,
    suggestion: `Write it like ${example}.`
  });
}

function malformed(
  word: TagWord,
  text: string,
  problem: Omit<TagProblem, 'severity'>
): ParsedTag {
  return {
    tag: { kind: 'malformed', word, text },
    problems: [{ ...problem, severity: 'error' }]
  };
}

function error(
  code: TagProblemCode,
  message: string,
  suggestion: string
): TagProblem {
  return { code, severity: 'error', message, suggestion };
}

function warning(
  code: TagProblemCode,
  message: string,
  suggestion: string
): TagProblem {
  return { code, severity: 'warning', message, suggestion };
}
