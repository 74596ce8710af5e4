import { FakeService, runRecord, until } from '../../__tests__/fake-service';
import { FirstRun } from '../first-run';

describe('the first run', () => {
  it('is found where it was begun elsewhere', async () => {
    const service = new FakeService();
    let found = 0;
    const first = new FirstRun(service, () => found++);
    service.records.set('r1', runRecord('r1', 'running'));
    await first.look();
    await until(() => found === 1);
    expect(first.isDisposed).toBe(true);
    await service.submit({ id: 'r2', notebook: { path: 'a', text: '' } });
    expect(found).toBe(1);
  });

  it('is told of where this page begins it', async () => {
    const service = new FakeService();
    const found: unknown[] = [];
    new FirstRun(service, first => found.push(first?.place.id));
    await service.submit({ id: 'r2', notebook: { path: 'a', text: '' } });
    expect(found).toEqual(['r2']);
  });
});
