/**
 * The tags of a cell: Kale's of every version since 2019 and ours, which are
 * the same. Parsing never fails; what is not of the dialect is kept.
 */
export type Tag =
  | StepTag
  | PrevTag
  | ParametersTag
  | { readonly kind: 'imports' | 'functions' | 'metrics' | 'skip' }
  | KeyValueTag
  | ImageTag
  | SwitchTag
  | SecretTag
  | NotebookTag
  | MalformedTag
  | OtherTag;

/** `step:load`; several names as Kale 0.1 had them; none: as if untagged. */
export interface StepTag {
  readonly kind: 'step';
  readonly word: 'step' | 'block';
  readonly names: readonly string[];
}

/** `prev:load`: these steps come before this one. */
export interface PrevTag {
  readonly kind: 'prev';
  readonly names: readonly string[];
}

/** Kale's word since 0.4, and papermill's, which Kale used before. */
export interface ParametersTag {
  readonly kind: 'parameters';
  readonly word: 'pipeline-parameters' | 'parameters' | 'injected-parameters';
}

/** `limit:memory:4Gi`, `label:team:risk`, `annotation:url:http://x`. */
export interface KeyValueTag {
  readonly kind: 'limit' | 'label' | 'annotation';
  readonly key: string;
  readonly value: string;
}

/** `image:python:3.12`: the container image of the step. */
export interface ImageTag {
  readonly kind: 'image';
  readonly reference: string;
}

/** `cache:disabled`, `report:enabled`. */
export interface SwitchTag {
  readonly kind: 'cache' | 'report';
  readonly enabled: boolean;
}

/** `secret:credentials:token:API_TOKEN`: a Secret's key as a variable. */
export interface SecretTag {
  readonly kind: 'secret';
  readonly secret: string;
  readonly key: string;
  readonly env: string;
}

/** `notebook:train`: another notebook is the step. */
export interface NotebookTag {
  readonly kind: 'notebook';
  readonly name: string;
}

/** A word of the dialect, but not what may follow it. */
export interface MalformedTag {
  readonly kind: 'malformed';
  readonly word: TagWord;
  readonly text: string;
}

/** A tag of someone else's. */
export interface OtherTag {
  readonly kind: 'other';
  readonly text: string;
}

/** The words before the colon. */
export type TagWord =
  | 'step'
  | 'block'
  | 'prev'
  | 'limit'
  | 'label'
  | 'annotation'
  | 'image'
  | 'cache'
  | 'report'
  | 'secret'
  | 'notebook';

export type TagProblemCode =
  | 'step-name'
  | 'step-name-long'
  | 'prev-empty'
  | 'tag-incomplete'
  | 'limit-key'
  | 'limit-value'
  | 'label-key'
  | 'label-value'
  | 'annotation-key'
  | 'image-reference'
  | 'switch-value'
  | 'secret-name'
  | 'secret-key'
  | 'secret-variable';

export interface TagProblem {
  readonly code: TagProblemCode;
  /** An error: the tag cannot be obeyed. A warning: a cluster may refuse it. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly suggestion: string;
}

/** Tags that say what a cell is, instead of which step it belongs to. */
export type SpecialKind =
  'imports' | 'functions' | 'parameters' | 'metrics' | 'skip' | 'notebook';

/** Tags that set something for the step that the cell belongs to. */
export type SettingTag = KeyValueTag | ImageTag | SwitchTag | SecretTag;

export function isSettingTag(tag: Tag): tag is SettingTag {
  switch (tag.kind) {
    case 'limit':
    case 'label':
    case 'annotation':
    case 'image':
    case 'cache':
    case 'report':
    case 'secret':
      return true;
    default:
      return false;
  }
}

export function isSpecialTag(
  tag: Tag
): tag is Extract<Tag, { kind: SpecialKind }> {
  switch (tag.kind) {
    case 'imports':
    case 'functions':
    case 'parameters':
    case 'metrics':
    case 'skip':
    case 'notebook':
      return true;
    default:
      return false;
  }
}

/** The tag as text; for a tag that was read, the text that it was read from. */
export function formatTag(tag: Tag): string {
  switch (tag.kind) {
    case 'step':
      return `${tag.word}:${tag.names.join(';')}`;
    case 'prev':
      return `prev:${tag.names.join(';')}`;
    case 'parameters':
      return tag.word;
    case 'imports':
    case 'functions':
    case 'skip':
      return tag.kind;
    case 'metrics':
      return 'pipeline-metrics';
    case 'limit':
    case 'label':
    case 'annotation':
      return `${tag.kind}:${tag.key}:${tag.value}`;
    case 'image':
      return `image:${tag.reference}`;
    case 'cache':
    case 'report':
      return `${tag.kind}:${tag.enabled ? 'enabled' : 'disabled'}`;
    case 'secret':
      return `secret:${tag.secret}:${tag.key}:${tag.env}`;
    case 'notebook':
      return `notebook:${tag.name}`;
    case 'malformed':
    case 'other':
      return tag.text;
  }
}
