import { code, notebook } from '../../__tests__/views';
import type { Texts } from '../../settings';
import { readTaggedCells } from '../../tagged-cells';
import type { NotebookView } from '../../tagged-notebook';
import { applyEdits } from '../apply-edits';

const HOST = { 'kubernetes.io/hostname': 'node-3' };

const VIEW: NotebookView = {
  ...notebook(
    code('x', 'step:a', { cellway: { nodeSelector: { disk: 'ssd' } } }),
    code('y', 'step:b', {
      cellway: { image: 'i', nodeSelector: { 'kubernetes.io/hostname': 'old' } }
    })
  ),
  metadata: {
    cellway: {
      version: 1,
      defaults: { image: 'j', nodeSelector: { zone: 'z' } }
    }
  }
};

function select(steps: readonly string[] | 'all'): {
  defaults: Texts | undefined;
  steps: (Texts | undefined)[];
} {
  const edit = { kind: 'select-nodes', steps, labels: HOST } as const;
  const { settings, blocks } = readTaggedCells(applyEdits(VIEW, [edit]));
  expect(settings.defaults?.image).toBe('j');
  expect(blocks[1].settings.image).toBe('i');
  return {
    defaults: settings.defaults?.nodeSelector,
    steps: blocks.map(each => each.settings.nodeSelector)
  };
}

describe('select-nodes', () => {
  it('lets steps ask for labels beside those that they have', () => {
    expect(select(['a'])).toEqual({
      defaults: { zone: 'z' },
      steps: [{ disk: 'ssd', ...HOST }, { 'kubernetes.io/hostname': 'old' }]
    });
  });

  it('lets all steps ask for them, whatever they say themselves', () => {
    expect(select('all')).toEqual({
      defaults: { zone: 'z', ...HOST },
      steps: [{ disk: 'ssd' }, undefined]
    });
  });
});
