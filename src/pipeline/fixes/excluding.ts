/** What makes a step keep a variable to itself, or pass it on again. */
import type { CheckContext } from '../checks/context';
import type { Fix } from '../diagnostic';
import type { AnalysedUnit } from '../unit';
import { withoutNewErrors } from './tag-edits';

/** Not where a later step is sure to read it: that would fail. */
export function excludeIt(
  context: CheckContext,
  name: string,
  maker: AnalysedUnit
): Fix[] {
  const { units, sources, versions } = context.analysis;
  const isNeeded = units.some(unit => {
    const source = versions.inputs[unit.index].has(name)
      ? sources.of(name, unit)
      : undefined;
    return (
      source?.kind === 'step' &&
      source.unit === maker.index &&
      unit.effects.reads.get(name)?.certain === true
    );
  });
  return isNeeded
    ? []
    : setExcluded(context, maker.name, `Do not pass ${name} on from`, names => [
        ...names,
        name
      ]);
}

export function passItOn(
  context: Pick<CheckContext, 'notebook' | 'tagged'>,
  name: string,
  step: string
): Fix[] {
  return setExcluded(context, step, `Pass ${name} on from`, names =>
    names.filter(each => each !== name)
  );
}

function setExcluded(
  { notebook, tagged }: Pick<CheckContext, 'notebook' | 'tagged'>,
  step: string,
  title: string,
  change: (names: readonly string[]) => readonly string[]
): Fix[] {
  const block = tagged.blocks.find(
    each => each.kind === 'step' && each.name === step
  );
  const before = block?.settings.exclude ?? [];
  const exclude = [...new Set(change(before))];
  return block && exclude.length !== before.length
    ? withoutNewErrors({ notebook, tagged }, [
        {
          title: `${title} ${step}`,
          edits: [
            {
              kind: 'set-step-settings',
              step,
              settings: { ...block.settings, exclude }
            }
          ]
        }
      ])
    : [];
}
