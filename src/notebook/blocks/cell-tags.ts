import type { CellView } from '../cell';
import { meantTag } from '../dialect/meant-tag';
import { parseTag } from '../dialect/parse-tag';
import {
  formatTag,
  isSettingTag,
  isSpecialTag,
  type SettingTag,
  type SpecialKind,
  type Tag
} from '../dialect/tags';
import { isJsonArray } from '../json/value';
import type { Problem } from '../problems';

type SpecialTag = Extract<Tag, { kind: SpecialKind }>;

/** What the tags of one code cell say. */
export interface CellTags {
  readonly cell: number;
  /** Whether the cell has no code and no comment. */
  readonly blank: boolean;
  readonly tags: readonly Tag[];
  /** What the cell is, if not part of a step. */
  readonly special?: SpecialKind;
  /** Of the special `notebook`. */
  readonly notebook?: string;
  /** The steps that the cell names; none if it joins the one above. */
  readonly names: readonly string[];
  readonly prev: readonly string[];
  readonly settings: readonly SettingTag[];
  readonly problems: readonly Problem[];
}

/** Reads the tags of a code cell. */
export function readCellTags(view: CellView, cell: number): CellTags {
  const problems: Problem[] = [];
  const tags = parseTags(view, cell, problems);
  const isStep = tags.some(tag => tag.kind === 'step' && tag.names.length > 0);
  const specials = tags
    .filter(isSpecialTag)
    // Papermill's own word on a step means nothing here: only Kale's counts beside it.
    .filter(tag => !(isStep && isOtherToolsWord(tag)));
  const special = specials[0];
  const names = special ? [] : readNames(tags, cell, problems);
  if (special) {
    checkSpecial(special, tags, cell, problems);
  }
  const counts = special === undefined || special.kind === 'notebook';
  const prev = counts ? prevNames(tags) : [];
  if (prev.length > 0 && !special && names.length === 0) {
    problems.push({
      code: 'prev-without-step',
      severity: 'warning',
      cell,
      message: `"prev:${prev.join(';')}" has no effect: the cell names no step`,
      suggestion: 'Put it on the first cell of the step, beside its name.'
    });
  }
  const settings = counts ? tags.filter(isSettingTag) : [];
  checkRepeated(settings, cell, problems);
  return {
    cell,
    blank: view.source.trim() === '',
    tags,
    special: special?.kind,
    notebook: special?.kind === 'notebook' ? special.name : undefined,
    names,
    prev: counts && (special || names.length > 0) ? prev : [],
    settings,
    problems
  };
}

/** Tells the tags of a text cell that would mean something on a code cell. */
export function checkTextCell(view: CellView, cell: number): Problem[] {
  const { tags } = view.metadata;
  const texts = isJsonArray(tags) ? tags : [];
  return texts.flatMap(text => {
    const kind = typeof text === 'string' ? parseTag(text).tag.kind : 'other';
    return kind === 'other' || kind === 'skip'
      ? []
      : [
          {
            code: 'tag-on-text-cell',
            severity: 'info',
            cell,
            message: `The tag "${String(text)}" has no effect on a ${view.type} cell`,
            suggestion: 'Move it to a code cell.',
            tag: String(text)
          } satisfies Problem
        ];
  });
}

function parseTags(
  view: CellView,
  cell: number,
  problems: Problem[]
): readonly Tag[] {
  const { tags } = view.metadata;
  if (tags === undefined || tags === null) {
    return [];
  }
  if (!isJsonArray(tags) || tags.some(tag => typeof tag !== 'string')) {
    problems.push({
      code: 'tags-not-a-list',
      severity: 'warning',
      cell,
      message: 'The tags of this cell are not a list of texts',
      suggestion: 'Set the tags of this cell anew.'
    });
  }
  const texts = isJsonArray(tags) ? tags : [];
  return texts.flatMap(text => {
    if (typeof text !== 'string') {
      return [];
    }
    const parsed = parseTag(text);
    problems.push(...parsed.problems.map(p => ({ ...p, cell, tag: text })));
    const meant =
      parsed.tag.kind === 'other' ? meantTag(parsed.tag.text) : undefined;
    if (meant !== undefined) {
      problems.push({
        code: 'tag-misspelt',
        severity: 'warning',
        cell,
        message: `The tag "${text}" means nothing`,
        suggestion: `Did you mean "${meant}"?`,
        tag: text
      });
    }
    return [parsed.tag];
  });
}

function readNames(
  tags: readonly Tag[],
  cell: number,
  problems: Problem[]
): readonly string[] {
  const lists = tags
    .flatMap(tag => (tag.kind === 'step' ? [namesOf(tag.names)] : []))
    .filter(names => names.length > 0);
  const [names = [], ...others] = lists;
  const other = others.find(list => list.join(';') !== names.join(';'));
  if (other) {
    problems.push({
      code: 'several-steps',
      severity: 'error',
      cell,
      message: `The cell is tagged for the step "${names.join(';')}" and for "${other.join(';')}"`,
      suggestion: `Keep one of the tags, or split the cell; "${names.join(';')}" is taken for now.`
    });
  }
  if (names.length > 1) {
    problems.push({
      code: 'step-list',
      severity: 'warning',
      cell,
      message: `The cell runs once in each of the steps ${names.join(', ')}; Run All runs it once`,
      suggestion: 'Name one step, and let the others read its variables.'
    });
  }
  return names;
}

function prevNames(tags: readonly Tag[]): readonly string[] {
  return namesOf(tags.flatMap(tag => (tag.kind === 'prev' ? tag.names : [])));
}

/** Without empty names and repetitions, which are told elsewhere. */
function namesOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter(name => name !== ''))];
}

/** Kale takes the first special tag and is silent about all others. */
function checkSpecial(
  special: SpecialTag,
  tags: readonly Tag[],
  cell: number,
  problems: Problem[]
): void {
  for (const tag of tags) {
    if (tag === special || tag.kind === 'other' || tag.kind === 'malformed') {
      continue;
    }
    if (isSpecialTag(tag) && tag.kind !== special.kind) {
      problems.push({
        code: 'several-specials',
        severity: 'warning',
        cell,
        message: `The cell is tagged "${formatTag(special)}" and "${formatTag(tag)}"; only the first counts`,
        suggestion: `Remove "${formatTag(tag)}".`,
        tag: formatTag(tag)
      });
    } else if (!isSpecialTag(tag) && !mayStandBeside(special, tag)) {
      problems.push({
        code: 'tag-beside-special',
        // Kale's panel leaves the tags of a step on a cell that it skips.
        severity: special.kind === 'skip' ? 'info' : 'warning',
        cell,
        message: `"${formatTag(tag)}" has no effect beside "${formatTag(special)}"`,
        suggestion: 'Remove one of the two.',
        tag: formatTag(tag)
      });
    }
  }
}

/** The words for parameters that papermill uses, as Kale once did. */
function isOtherToolsWord(tag: Tag): boolean {
  return tag.kind === 'parameters' && tag.word !== 'pipeline-parameters';
}

function mayStandBeside(special: SpecialTag, tag: Tag): boolean {
  return special.kind === 'notebook' && tag.kind !== 'step';
}

/** Tells tags that set the same thing to different values. */
function checkRepeated(
  settings: readonly SettingTag[],
  cell: number,
  problems: Problem[]
): void {
  const last = new Map<string, SettingTag>();
  for (const tag of settings) {
    const subject = subjectOf(tag);
    const earlier = last.get(subject);
    if (earlier && formatTag(earlier) !== formatTag(tag)) {
      problems.push({
        code: 'tag-repeated',
        severity: 'warning',
        cell,
        message: `"${formatTag(earlier)}" has no effect: "${formatTag(tag)}" comes after it`,
        suggestion: 'Remove one of the two.',
        tag: formatTag(earlier)
      });
    }
    last.set(subject, tag);
  }
}

/** What a tag sets, of which there is one: the last counts. */
export function subjectOf(tag: SettingTag): string {
  switch (tag.kind) {
    case 'limit':
    case 'label':
    case 'annotation':
      return `${tag.kind}:${tag.key}`;
    case 'secret':
      return `secret:${tag.env}`;
    case 'image':
    case 'cache':
    case 'report':
      return tag.kind;
  }
}
