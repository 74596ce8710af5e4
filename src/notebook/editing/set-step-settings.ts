import { formatTag, isSettingTag, type SettingTag } from '../dialect/tags';
import {
  isJsonArray,
  isJsonObject,
  sameValue,
  type JsonValue
} from '../json/value';
import { CELLWAY_KEY, type StepSettings } from '../settings';
import { mergeStepSettings } from '../settings/merge';
import { settingsOfTags } from '../settings/tag-settings';
import type { NotebookView } from '../tagged-notebook';
import {
  rewriteCellKey,
  rewriteTags,
  tagsOf,
  type ListedTag
} from './rewrite-cells';
import {
  differingFields,
  sameField,
  tidy,
  writeFields
} from './settings-fields';
import { namedBlocks } from './step-records';
import { fieldOfTag, tagFor } from './tags-for-settings';

/**
 * See `Edit`. What a tag says already is said by that tag again, all else by
 * our key; fields that stay the same stay where they are, as they are written.
 */
export function setStepSettings(
  notebook: NotebookView,
  step: string,
  settings: StepSettings
): NotebookView {
  const block = namedBlocks(notebook).get(step);
  if (!block) {
    return notebook;
  }
  const asked = tidy(settings);
  const fields = new Set(differingFields(tidy(block.settings), asked));
  const { head } = block;
  const tagged = rewriteTags(notebook, head, tags =>
    rewriteSettingTags(tags, fields, asked)
  );
  const carried = settingsOfTags(tagsOf(tagged, head).filter(isSettingTag));
  const own = [...fields].map(
    field => [field, difference(tidy(carried)[field], asked[field])] as const
  );
  // What the tags that stayed would add to, or put in another order.
  const read = mergeStepSettings(carried, Object.fromEntries(own));
  const wrong = new Set<string>(
    differingFields(tidy(read), asked).filter(field => fields.has(field))
  );
  const rest = rewriteTags(tagged, head, tags =>
    tags.filter(tag => !isSetting(tag) || !wrong.has(fieldOfTag(tag)))
  );
  const changes = own.map(
    ([field, value]) =>
      [field, wrong.has(field) ? asked[field] : value] as const
  );
  return changes.length === 0
    ? notebook
    : rewriteCellKey(rest, head, CELLWAY_KEY, previous =>
        writeFields(previous, new Map(changes))
      );
}

function isSetting(tag: ListedTag): tag is SettingTag {
  return tag.kind !== 'foreign' && isSettingTag(tag);
}

function rewriteSettingTags(
  tags: readonly ListedTag[],
  fields: ReadonlySet<string>,
  asked: StepSettings
): readonly ListedTag[] {
  const written = new Set<string>();
  return tags.flatMap(tag => {
    if (!isSetting(tag) || !fields.has(fieldOfTag(tag))) {
      return [tag];
    }
    const wanted = tagFor(tag, asked);
    const text = wanted && formatTag(wanted);
    if (!wanted || text === undefined || written.has(text)) {
      return [];
    }
    written.add(text);
    return [wanted];
  });
}

/** What has to be said beside `carried`. */
function difference(
  carried: JsonValue | undefined,
  asked: JsonValue | undefined
): JsonValue | undefined {
  if (sameField(carried, asked)) {
    return undefined;
  }
  if (isJsonArray(carried) && isJsonArray(asked)) {
    return asked.filter(item => !carried.some(each => sameValue(each, item)));
  }
  if (!isJsonObject(carried) || !isJsonObject(asked)) {
    return asked;
  }
  return Object.fromEntries(
    Object.entries(asked).flatMap(([key, value]) => {
      // Devices are of one kind: half of what is said of them says nothing.
      const more = key === 'gpu' ? value : difference(carried[key], value);
      return more === undefined || sameField(carried[key], value)
        ? []
        : [[key, more]];
    })
  );
}
