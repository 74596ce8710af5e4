import {
  LABELS,
  NOTHING,
  type AbstractObject
} from '../../analysis/dataflow/objects';
import { readsVariables } from '../definitions/remembering';
import type { Diagnostic } from '../diagnostic';
import { excludeIt } from '../fixes/excluding';
import { makeItThere } from '../fixes/make-there';
import { mergeSteps } from '../fixes/merging';
import { diagnosticAt, type Check } from './context';

/** Values that a step sends to another and that probably cannot be stored. */
export const checkStorable: Check = context => {
  const { analysis } = context;
  const { units, sources, versions, names, made } = analysis;
  const isConstant = (name: string): boolean =>
    names
      .of(name)
      .every(({ value }) =>
        [...value].every(
          object => made.has(object) || object.kind === 'external'
        )
      );
  const told = new Set<AbstractObject>();
  return units.flatMap(unit =>
    [...versions.inputs[unit.index]].flatMap((name): Diagnostic[] => {
      const source = sources.of(name, unit);
      if (source?.kind !== 'step') {
        return [];
      }
      const maker = units[source.unit];
      const value = names.valueAfter(name, maker);
      const isChanged = (object: AbstractObject): boolean =>
        units
          .slice(maker.index + 1)
          .some(({ effects }) => effects.mutated.has(object));
      const whatIsBad = (object: AbstractObject): string | undefined =>
        describe(object, isConstant) ??
        describeAttributes(object, isChanged) ??
        (value.has(object) ? describeLabels(object, isChanged) : undefined);
      const bad = [...names.reachedAfter(name, maker)].find(
        object => !made.has(object) && whatIsBad(object) !== undefined
      );
      if (!bad || told.has(bad)) {
        return [];
      }
      told.add(bad);
      const place = maker.effects.binds.get(name)?.place ?? {
        cell: maker.cells[0].cell,
        span: { start: 0, end: 0 }
      };
      return [
        diagnosticAt(
          place,
          'warning',
          'not-storable',
          `${name} holds ${whatIsBad(bad)}, which cannot go from step ${maker.name} to step ${unit.name}. Make it in the step that uses it, or merge the steps.`,
          () => [
            ...makeItThere(context, name, maker, unit),
            ...excludeIt(context, name, maker),
            ...mergeSteps(units, maker, unit)
          ]
        )
      ];
    })
  );
};

const UNSTORABLE: readonly (readonly [RegExp, string])[] = [
  [
    /^builtins\.open\(\)$|^(io|gzip|bz2|lzma|codecs)\.open\(\)$/,
    'an open file'
  ],
  [
    /^threading\.(Lock|RLock|Event|Condition|Semaphore|Thread|Timer)\(\)$/,
    'a lock or thread'
  ],
  [/^sqlite3\.connect\(\)/, 'a database connection'],
  [/^socket\.|^subprocess\.Popen\(\)$/, 'a connection or process'],
  [
    /^csv\.(reader|writer|DictReader|DictWriter)\(\)$/,
    'a reader or writer of an open file'
  ],
  [
    /^asyncio\.(ensure_future|create_task|get_event_loop|Lock|Event)\(\)$/,
    'a task or its loop'
  ],
  [/^_thread\.|^weakref\.ref\(\)$/, 'a lock or weak reference']
];

/** A dict that shows the attributes of an object no longer does when both are restored. */
function describeAttributes(
  { attributesOf = NOTHING }: AbstractObject,
  isChanged: (object: AbstractObject) => boolean
): string | undefined {
  return [...attributesOf].some(isChanged)
    ? 'the attributes of an object that changes'
    : undefined;
}

/** Frames do not come together with a variable that is their index: only a name could tell. */
function describeLabels(
  object: AbstractObject,
  isChanged: (object: AbstractObject) => boolean
): string | undefined {
  return object.path === LABELS && isChanged(object)
    ? 'the index of a frame, whose name changes'
    : undefined;
}

/** In words, what cannot be stored of an object; nothing where it can. */
function describe(
  object: AbstractObject,
  isConstant: (name: string) => boolean
): string | undefined {
  if (
    object.kind === 'container' &&
    /^(generator|coroutine)$/.test(object.path)
  ) {
    return `a ${object.path}`;
  }
  const { node, scopes, decorators } = object.functionPart ?? {};
  if (
    node &&
    scopes &&
    decorators?.some(path => /^functools\.(lru_cache|cache)\b/.test(path)) &&
    readsVariables(scopes.of(node), isConstant)
  ) {
    return 'a function that keeps results, which depend on variables';
  }
  return object.kind === 'other' ? unstorable(object.path) : undefined;
}

const known = new Map<string, string | undefined>();

/** What the calls of a path give, where that cannot be stored; most values are asked about at each key. */
function unstorable(path: string): string | undefined {
  if (!known.has(path)) {
    known.set(path, UNSTORABLE.find(([pattern]) => pattern.test(path))?.[1]);
  }
  return known.get(path);
}
