import { code, notebook } from '../../__tests__/views';
import type { JsonValue } from '../../json/value';
import { applyEdits, checkEdits } from '../apply-edits';

/** What is left under our key of a cell, and of the notebook. */
function removed(cellway: JsonValue, path: string): readonly unknown[] {
  const view = {
    ...notebook(code('x', 'step:a', { cellway, other: 1 })),
    metadata: { cellway }
  };
  return [0, null].map(cell => {
    const edit = { kind: 'remove-setting', cell, path } as const;
    expect(checkEdits(view, [edit])).toBeUndefined();
    const after = applyEdits(view, [edit]);
    return cell === null
      ? after.metadata['cellway']
      : after.cells[cell].metadata['cellway'];
  });
}

describe('remove-setting', () => {
  it.each<readonly [string, JsonValue, string, JsonValue | undefined]>([
    [
      'a field',
      { version: 1, image: 'i', timeout: 'x' },
      'cellway.timeout',
      { version: 1, image: 'i' }
    ],
    [
      'a field of a field, and nothing besides',
      { resources: { cpu: '1', gpu: { count: 'x', vendor: 'v' } } },
      'cellway.resources.gpu.count',
      { resources: { cpu: '1', gpu: { vendor: 'v' } } }
    ],
    [
      'an item of a list',
      { after: ['a', 'b', 'c'] },
      'cellway.after[1]',
      { after: ['a', 'c'] }
    ],
    [
      'a field of an item',
      { secrets: [{ key: 'k', env: 3 }] },
      'cellway.secrets[0].env',
      { secrets: [{ key: 'k' }] }
    ],
    [
      'a key with dots',
      { labels: { 'a.b/c': 1, a: '2' } },
      'cellway.labels.a.b/c',
      { labels: { a: '2' } }
    ],
    [
      'what is left empty too, and a version that is alone',
      { version: 1, resources: { gpu: { count: 'x' } } },
      'cellway.resources.gpu.count',
      undefined
    ],
    [
      'the last of names, of which none is something else than all',
      { image: 'i', volumes: ['gone'] },
      'cellway.volumes[0]',
      { image: 'i', volumes: [] }
    ],
    ['all of it', { version: 1, image: 'i' }, 'cellway', undefined],
    ['what is no object', 'text', 'cellway', undefined]
  ])('takes away %s', (_, cellway, path, left) => {
    expect(removed(cellway, path)).toEqual([left, left]);
  });

  it.each(['cellway.nothing', 'cellway.after[7]', 'other', 'cellwayish'])(
    'cannot take away %s',
    path => {
      const view = notebook(
        code('x', 'step:a', { cellway: { after: ['a'] }, other: 1 })
      );
      const edit = { kind: 'remove-setting', cell: 0, path } as const;
      expect(checkEdits(view, [edit])?.code).toBe('no-setting');
      expect(applyEdits(view, [edit])).toBe(view);
    }
  );
});
