import {
  amountFault,
  imageFault,
  keyFault,
  labelValueFault,
  resourceFault,
  secretKeyFault,
  secretNameFault,
  variableFault,
  type Fault
} from './faults';
import {
  checkStepName,
  isLongStepName,
  shownName,
  toStepName
} from './step-names';
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
  // Too long a name is told where the step itself is named.
  const problems = namesFaults(names).filter(
    ({ code }) => code === 'step-name'
  );
  return { tag: { kind: 'prev', names }, problems };
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
    } else if (isLongStepName(name)) {
      problems.push({
        code: 'step-name-long',
        severity: 'warning',
        message: `The step name "${shownName(name)}" has ${name.length} characters: a cluster takes at most 63`,
        suggestion: `Call it "${toStepName(name)}".`
      });
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
  return {
    tag,
    problems: [
      ...told('warning', 'limit-key', resourceFault(key)),
      ...told('error', 'limit-value', amountFault(key, value))
    ]
  };
}

function readLabel(rest: string, text: string): ParsedTag {
  const tag = keyAndValue('label', rest);
  if (!tag) {
    return incomplete('label', text, 'label:team:risk');
  }
  return {
    tag,
    problems: [
      ...told('warning', 'label-key', keyFault(tag.key)),
      ...told('warning', 'label-value', labelValueFault(tag.value))
    ]
  };
}

function readAnnotation(rest: string, text: string): ParsedTag {
  const tag = keyAndValue('annotation', rest);
  return tag
    ? { tag, problems: told('warning', 'annotation-key', keyFault(tag.key)) }
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
  return {
    tag: { kind: 'image', reference: rest },
    problems: told('warning', 'image-reference', imageFault(rest))
  };
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
  return {
    tag: { kind: 'secret', secret, key, env },
    problems: [
      ...told('error', 'secret-name', secretNameFault(secret)),
      ...told('error', 'secret-key', secretKeyFault(key)),
      ...told('error', 'secret-variable', variableFault(env))
    ]
  };
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

function told(
  severity: TagProblem['severity'],
  code: TagProblemCode,
  fault: Fault | undefined
): readonly TagProblem[] {
  return fault ? [{ ...fault, severity, code }] : [];
}
