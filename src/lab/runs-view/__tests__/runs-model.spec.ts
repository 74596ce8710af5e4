import {
  FakeService,
  runRecord,
  serviceDown,
  until
} from '../../__tests__/fake-service';
import { DoomedRuns } from '../doomed-runs';
import { RunsModel } from '../runs-model';

describe('runs that are to be removed', () => {
  let removed: string[];
  let doomed: DoomedRuns;

  beforeEach(() => {
    jest.useFakeTimers();
    removed = [];
    doomed = new DoomedRuns(async id => {
      if (id === 'bad') {
        throw serviceDown();
      }
      removed.push(id);
    });
  });

  afterEach(() => jest.useRealTimers());

  it('are out of sight at once, and gone only when the time is over', async () => {
    doomed.add(['a', 'b'], 1000);
    expect([doomed.has('a'), doomed.has('c')]).toEqual([true, false]);
    await jest.advanceTimersByTimeAsync(999);
    expect(removed).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(removed).toEqual(['a', 'b']);
    expect(doomed.has('a')).toBe(true);
  });

  it('are spared where somebody takes it back', async () => {
    doomed.add(['a', 'b'], 1000);
    doomed.spare(['a']);
    expect(doomed.has('a')).toBe(false);
    await jest.advanceTimersByTimeAsync(5000);
    expect(removed).toEqual(['b']);
  });

  it('are there again where they could not be removed', async () => {
    doomed.add(['bad'], 1000);
    await jest.advanceTimersByTimeAsync(1000);
    expect(doomed.has('bad')).toBe(false);
    expect(doomed.problem?.code).toBe('service-down');
  });
});

describe('the runs of a notebook', () => {
  it('are listed with their metrics, named, and hidden when they are doomed', async () => {
    const service = new FakeService();
    service.records.set('a', runRecord('a', 'succeeded'));
    service.records.set('b', runRecord('b', 'failed'));
    service.metricsOfRuns = { a: { loss: '1' } };
    const model = new RunsModel(service, 'a.ipynb');
    await model.goOn();
    await until(() => model.runs !== undefined);
    const ids = (): string[] | undefined => model.runs?.map(each => each.id);
    expect(ids()).toEqual(['b', 'a']);
    expect(model.metrics).toEqual({ a: { loss: '1' } });
    await model.mark('a', { name: 'first' });
    expect(model.runs?.[1].marks?.name).toBe('first');
    model.doomed.add(['b'], 1e6);
    expect(ids()).toEqual(['a']);
    model.doomed.spare(['b']);
    expect(ids()).toEqual(['b', 'a']);
    service.failure = serviceDown();
    await model.mark('a', { name: '' });
    expect(model.problem?.code).toBe('service-down');
    model.dispose();
  });
});
