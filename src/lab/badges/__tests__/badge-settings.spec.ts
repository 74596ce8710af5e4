import { readTaggedCells } from '../../../notebook/tagged-cells';
import type { TaggedNotebook } from '../../../notebook/tagged-notebook';
import { BadgeSettings, type ShownOn } from '../badge-settings';

function tagged(...tags: string[]): TaggedNotebook {
  const cell = { type: 'code', source: 'a = 1', metadata: { tags } } as const;
  return readTaggedCells({ cells: [cell], metadata: {} });
}

describe('the setting', () => {
  it.each<[ShownOn, boolean, boolean]>([
    ['all', true, true],
    ['tagged', true, false],
    ['none', false, false]
  ])('%s is obeyed', (shownOn, onTagged, onUntagged) => {
    const settings = new BadgeSettings();
    settings.shownOn = shownOn;
    expect(settings.isShown(tagged('step:a'))).toBe(onTagged);
    expect(settings.isShown(tagged())).toBe(onUntagged);
    expect(settings.isShown(tagged('theirs'))).toBe(onUntagged);
  });

  it('shows wrong tags too where only tagged cells are shown', () => {
    const settings = new BadgeSettings();
    settings.shownOn = 'tagged';
    expect(settings.isShown(tagged('prev:a'))).toBe(true);
  });
});
