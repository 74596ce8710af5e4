import type { StepSettings } from '../../../notebook/settings';
import {
  STEP_FIELDS,
  type StepForm
} from '../../../notebook/settings/form/step-fields';
import { EditedForm } from '../edited-form';

describe('a form over the settings of a step', () => {
  let settings: StepSettings;
  let form: EditedForm<StepSettings, StepForm>;

  beforeEach(() => {
    settings = { image: 'python', resources: { cpu: '1' } };
    form = new EditedForm(
      STEP_FIELDS,
      () => settings,
      () => ({ stepsAbove: [], steps: [], volumes: [] })
    );
  });

  const type = (some: Partial<StepForm>) =>
    form.take({ ...form.content, ...some });

  const write = () => {
    settings = form.result;
    form.settle();
  };

  it('shows what the notebook says', () => {
    expect(form.content).toMatchObject({ image: 'python', cpu: '1' });
    expect(form.result).toEqual(settings);
    expect(form.isSet('cpu')).toBe(true);
    expect(form.isSet('memory')).toBe(false);
  });

  it('tells which fields were changed', () => {
    expect(type({ cpu: '2', image: 'python' })).toEqual(['cpu']);
    expect(type({ cpu: '2' })).toEqual([]);
  });

  it('gives what is right and keeps what is wrong', () => {
    type({ cpu: 'lots', timeout: '60' });
    expect(Object.keys(form.faults)).toEqual(['cpu']);
    expect(form.result).toEqual({ ...settings, timeout: 60 });
    write();
    expect(settings.resources).toEqual({ cpu: '1' });
    expect(form.content.cpu).toBe('lots');
    type({ cpu: '2' });
    expect(form.faults).toEqual({});
    expect(form.result.resources).toEqual({ cpu: '2' });
  });

  it('names the part that is wrong', () => {
    type({ labels: [{ key: 'a', value: 'b c' }] });
    expect(Object.keys(form.faults)).toEqual(['labels.0.value']);
  });

  it('keeps what was typed as it was typed when it has been written', () => {
    type({ cpu: ' 2', labels: [{ key: '', value: '' }] });
    write();
    form.refresh();
    expect(settings.resources).toEqual({ cpu: '2' });
    expect(form.content.cpu).toBe(' 2');
    expect(form.content.labels).toHaveLength(1);
    form.tidy();
    expect(form.content.cpu).toBe('2');
    expect(form.content.labels).toHaveLength(0);
  });

  it('keeps what is wrong when it is tidied', () => {
    type({ cpu: 'lots' });
    form.tidy();
    expect(form.content.cpu).toBe('lots');
  });

  it('follows what is undone, and only that', () => {
    type({ cpu: '2', timeout: 'soon' });
    const before = settings;
    write();
    settings = before;
    form.refresh();
    expect(form.content).toMatchObject({ cpu: '1', timeout: 'soon' });
    settings = { ...settings, timeout: 5 };
    form.refresh();
    expect(form.content.timeout).toBe('5');
    expect(form.result).toEqual(settings);
  });
});
