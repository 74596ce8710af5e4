import { code, notebook } from '../../__tests__/views';
import type { JsonObject } from '../../json/value';
import type { NotebookSettings, StepSettings } from '../../settings';
import { readTaggedCells } from '../../tagged-cells';
import { applyEdits } from '../apply-edits';

/** The metadata of a step after its settings are set. */
function set(
  tags: string,
  cellway: JsonObject | undefined,
  settings: StepSettings
): JsonObject {
  const view = notebook(code('x', tags, cellway ? { cellway } : {}));
  const edit = { kind: 'set-step-settings', step: 'a', settings } as const;
  return applyEdits(view, [edit]).cells[0].metadata;
}

describe('set-step-settings', () => {
  it('writes to our key what no tag says', () => {
    expect(set('step:a', undefined, { image: 'i', timeout: 3 })).toEqual({
      tags: ['step:a'],
      cellway: { version: 1, image: 'i', timeout: 3 }
    });
  });

  it('writes to the tags that are there', () => {
    expect(
      set(
        'image:i step:a limit:cpu:1 mine limit:memory:1Gi label:t:u',
        undefined,
        {
          resources: { cpu: '2', gpu: { vendor: 'amd.com', count: 1 } },
          image: 'j'
        }
      )
    ).toEqual({
      tags: ['image:j', 'step:a', 'limit:cpu:2', 'mine'],
      cellway: {
        version: 1,
        resources: { gpu: { vendor: 'amd.com', count: 1 } }
      }
    });
  });

  it('leaves where it is what stays the same', () => {
    const key = { version: 2, resources: { cpu: 2, novel: 1 }, timeout: 1 };
    expect(
      set('step:a cache:enabled cache:enabled', key, {
        cache: 'enabled',
        resources: { cpu: '2' }
      })
    ).toEqual({
      tags: ['step:a', 'cache:enabled', 'cache:enabled'],
      cellway: { version: 2, resources: { cpu: 2, novel: 1 } }
    });
  });

  it('takes away a tag that cannot say it', () => {
    expect(set('step:a image:i', undefined, { image: 'a b' })).toEqual({
      tags: ['step:a'],
      cellway: { version: 1, image: 'a b' }
    });
    expect(set('step:a image:i', { version: 1 }, {})).toEqual({
      tags: ['step:a']
    });
  });
});

describe('set-notebook-settings', () => {
  const KALE = {
    pipeline_name: 'p',
    pipeline_description: 'd',
    docker_image: 'i',
    steps_defaults: ['label:a:1', 'label:b:2', 'limit:cpu:1'],
    volumes: [{ type: 'pvc', name: 'data', mount_point: '/data' }]
  };

  function setNotebook(
    metadata: JsonObject,
    settings: NotebookSettings
  ): JsonObject {
    const edit = { kind: 'set-notebook-settings', settings } as const;
    return applyEdits({ cells: [], metadata }, [edit]).metadata;
  }

  it("leaves Kale's key, and says over it what is other or unset", () => {
    expect(
      setNotebook(
        { kubeflow_notebook: KALE },
        {
          name: 'p',
          defaults: {
            labels: { b: '3' },
            resources: { cpu: '1', memory: '1Gi' }
          }
        }
      )
    ).toEqual({
      kubeflow_notebook: KALE,
      cellway: {
        version: 1,
        description: null,
        volumes: null,
        defaults: {
          image: null,
          labels: { a: null, b: '3' },
          resources: { memory: '1Gi' }
        }
      }
    });
  });

  it('says nothing where Kale says it again', () => {
    const view = { kubeflow_notebook: KALE, cellway: { description: null } };
    const { settings } = readTaggedCells({
      cells: [],
      metadata: { kubeflow_notebook: KALE }
    });
    expect(setNotebook(view, settings)).toEqual({ kubeflow_notebook: KALE });
  });

  it('keeps what is not ours', () => {
    expect(
      setNotebook(
        {
          cellway: { version: 3, novel: 1, defaults: { image: 'i', more: 2 } }
        },
        { name: 'n' }
      )
    ).toEqual({
      cellway: { version: 3, novel: 1, name: 'n', defaults: { more: 2 } }
    });
  });

  it('is told as no problem when it is read', () => {
    const metadata = setNotebook({ kubeflow_notebook: KALE }, {});
    const { settings, problems } = readTaggedCells({ cells: [], metadata });
    expect(settings).toEqual({});
    expect(problems).toEqual([]);
  });
});
