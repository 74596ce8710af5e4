import * as fc from 'fast-check';
import type { CellView } from '../../../notebook/cell';
import { applyEdits } from '../../../notebook/editing/apply-edits';
import type { JsonObject } from '../../../notebook/json/value';
import type { StepSettings } from '../../../notebook/settings';
import { readTaggedCells } from '../../../notebook/tagged-cells';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import type { ShownPipeline } from '../../pipelines/pipeline-model';
import { defaultsForm, notebookForm, stepForm } from '../shown-form';
import { stepsOf, subjectOf } from '../subject';

const EMPTY = { steps: [], parameters: [], metrics: [], definitions: [] };

function show(view: NotebookView): ShownPipeline {
  return {
    tagged: readTaggedCells(view),
    pipeline: EMPTY,
    diagnostics: [],
    notebook: { ...view, ids: view.cells.map((_, index) => `id-${index}`) }
  };
}

function code(tags: string[] = [], cellway?: JsonObject): CellView {
  return {
    type: 'code',
    source: 'x = 1',
    metadata: {
      ...(tags.length > 0 && { tags }),
      ...(cellway && { cellway })
    }
  };
}

const heading = (text: string): CellView => ({
  type: 'markdown',
  source: `## ${text}`,
  metadata: {}
});

/** The form for a step, and what becomes of the notebook if it is set. */
function open(view: NotebookView, name: string) {
  const shown = show(view);
  const step = stepsOf(shown).find(each => each.name === name);
  const subject = step && subjectOf(shown, step);
  if (subject?.kind !== 'step') {
    throw new Error(`There is no step ${name}.`);
  }
  const form = stepForm(() => shown, subject);
  return {
    form,
    set: (content: object): NotebookView => {
      form.edited.take({ ...form.edited.content, ...content });
      return applyEdits(view, form.edits(form.edited.result));
    }
  };
}

function stepsIn(view: NotebookView): [string, readonly number[]][] {
  return stepsOf(show(view)).map(({ name, cells }) => [name, cells]);
}

function settingsIn(view: NotebookView, name: string): StepSettings {
  const step = stepsOf(show(view)).find(each => each.name === name);
  return step?.settings ?? {};
}

describe('the form for a step', () => {
  it('shows and changes what tags and our key say', () => {
    const view: NotebookView = {
      metadata: {},
      cells: [
        code(['step:load']),
        code(['step:train', 'limit:memory:1Gi', 'image:python:3.12'], {
          version: 1,
          timeout: 5,
          novel: true
        })
      ]
    };
    const { form, set } = open(view, 'train');
    expect(form.edited.content).toMatchObject({
      memory: '1Gi',
      image: 'python:3.12',
      timeout: '5'
    });
    const after = set({ memory: '2Gi', image: '', timeout: '' });
    expect(settingsIn(after, 'train')).toEqual({
      resources: { memory: '2Gi' }
    });
    expect(after.cells[0]).toBe(view.cells[0]);
    expect(after.cells[1].metadata.cellway).toEqual({
      version: 1,
      novel: true
    });
  });

  it('knows the steps, those above and the volumes', () => {
    const view: NotebookView = {
      metadata: {
        cellway: { volumes: [{ name: 'data', path: '/data' }] }
      },
      cells: [code(['step:a']), code(['step:b']), code(['step:c'])]
    };
    expect(open(view, 'b').form.context()).toEqual({
      stepsAbove: ['a'],
      steps: ['a', 'b', 'c'],
      volumes: ['data']
    });
  });

  it('tells of a step to wait for that is not there, and keeps it', () => {
    const cellway = { version: 1, after: ['gone'] };
    const view: NotebookView = {
      metadata: {},
      cells: [code(['step:a'], cellway)]
    };
    const { form, set } = open(view, 'a');
    expect(Object.keys(form.edited.faults)).toEqual(['after']);
    expect(set({ cpu: '1' }).cells[0].metadata.cellway).toMatchObject({
      after: ['gone'],
      resources: { cpu: '1' }
    });
  });

  it('says what is inherited, and what in the notebook has no effect', () => {
    const view: NotebookView = {
      metadata: { cellway: { defaults: { image: 'python' } } },
      cells: [code(['step:a'], { resources: { memory: 'lots' } })]
    };
    const { form } = open(view, 'a');
    expect(form.inherited()).toMatchObject({ image: 'python', cpu: '' });
    expect(form.told().memory.message).toContain('"lots"');
    form.edited.take({ ...form.edited.content, memory: '1Gi' });
    expect(form.told()).toEqual({});
  });

  it('gives tags to steps that have none, and leaves them what they are', () => {
    const cell = fc.oneof(
      fc.constant(code()),
      fc.constant(code(['imports'])),
      fc.constant(code(['skip'])),
      fc.constant(heading('Load')),
      fc.constant(heading('Train it'))
    );
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 8 }),
        fc.nat(7),
        (cells, which) => {
          const view: NotebookView = { metadata: {}, cells };
          const steps = stepsIn(view);
          fc.pre(steps.length > 0);
          const [name] = steps[which % steps.length];
          const after = open(view, name).set({ cpu: '2' });
          expect(stepsIn(after)).toEqual(steps);
          expect(settingsIn(after, name)).toEqual({ resources: { cpu: '2' } });
          const step = stepsOf(show(after)).find(each => each.name === name);
          expect(step?.origin).toBe('tag');
        }
      )
    );
  });
});

describe('the forms for a notebook', () => {
  it('show what Kale says, and write beside it only what is other', () => {
    const kale = { pipeline_name: 'old', steps_defaults: ['limit:cpu:1'] };
    const view: NotebookView = {
      metadata: { kubeflow_notebook: kale },
      cells: []
    };
    const shown = show(view);
    const form = notebookForm(() => shown);
    expect(form.edited.content).toMatchObject({ name: 'old' });
    form.edited.take({ ...form.edited.content, name: 'new' });
    const after = applyEdits(view, form.edits(form.edited.result));
    expect(after.metadata).toEqual({
      kubeflow_notebook: kale,
      cellway: { version: 1, name: 'new' }
    });
  });

  it('set what holds for all steps', () => {
    const view: NotebookView = { metadata: {}, cells: [code(['step:a'])] };
    const shown = show(view);
    const form = defaultsForm(() => shown);
    expect(form.edited.fields).not.toContain('after');
    form.edited.take({ ...form.edited.content, timeout: '60' });
    const after = applyEdits(view, form.edits(form.edited.result));
    expect(after.metadata.cellway).toEqual({
      version: 1,
      defaults: { timeout: 60 }
    });
    expect(after.cells).toEqual(view.cells);
  });
});
