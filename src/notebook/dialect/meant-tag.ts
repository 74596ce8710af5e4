/**
 * What somebody probably meant by a tag that is not of the dialect: people
 * write tags by hand, and what they mistype would otherwise mean nothing in
 * silence.
 */
import { checkStepName, toStepName } from './step-names';
import { parseTag } from './parse-tag';
import { formatTag, type Tag, type TagWord } from './tags';

const WORDS: readonly TagWord[] = [
  'step',
  'block',
  'prev',
  'limit',
  'label',
  'annotation',
  'image',
  'cache',
  'report',
  'secret',
  'notebook'
];

/** Tags that stand for themselves, by what people call them. */
const LITERALS: ReadonlyMap<string, string> = new Map(
  [
    'skip',
    'imports',
    'functions',
    'parameters',
    'pipeline-parameters',
    'pipeline-metrics'
  ].flatMap(tag => [
    [plain(tag), tag],
    [plain(tag.replace('pipeline-', '')), tag]
  ])
);

/**
 * A good tag that differs from `text` only by capitals, blanks, a plural or
 * the sign between its parts; undefined for what may well be somebody else's.
 *
 * @param text - a tag that parses as `other`
 */
export function meantTag(text: string): string | undefined {
  const literal = LITERALS.get(plain(text));
  if (literal !== undefined) {
    return literal === text ? undefined : literal;
  }
  const parts = /^\s*(\p{L}+)\s*[:：=\s]\s*(.*)$/su.exec(text);
  const word = parts && WORDS.find(each => plain(each) === plain(parts[1]));
  if (!word) {
    return undefined;
  }
  const { tag, problems } = parseTag(`${word}:${parts[2].trim()}`);
  const good = problems.length === 0 ? tag : withLegalNames(tag);
  return good && formatTag(good);
}

function withLegalNames(tag: Tag): Tag | undefined {
  return tag.kind === 'step' || tag.kind === 'prev'
    ? {
        ...tag,
        names: tag.names.map(name =>
          checkStepName(name) ? toStepName(name) : name
        )
      }
    : undefined;
}

/** Without what people get wrong. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/s$/, '');
}
