import {
  BROKEN,
  ended,
  FakeService,
  noSuchRun,
  runRecord,
  serviceDown,
  START,
  until
} from '../../__tests__/fake-service';
import { ServiceError } from '../../api/service-error';
import { NotebookRuns } from '../notebook-runs';

let service: FakeService;
let path: string;
let runs: NotebookRuns;

beforeEach(() => {
  service = new FakeService();
  path = 'a.ipynb';
  runs = new NotebookRuns(service, () => path);
});

afterEach(() => runs.dispose());

const statusOf = (): string | undefined => runs.current?.state.status;

describe('the runs of a notebook', () => {
  it('are there after a look, the latest watched', async () => {
    service.records.set('r0', runRecord('r0', 'failed'));
    service.records.set('r1', runRecord('r1', 'running'));
    await runs.refresh();
    expect(runs.list.map(each => each.id)).toEqual(['r1', 'r0']);
    service.push(START, ended('succeeded'));
    await until(() => statusOf() === 'succeeded');
  });

  it('leave out what cannot be read', async () => {
    const problem = { code: 'not-a-record', message: 'damaged', hint: '' };
    service.runs = async () => [
      { id: 'r0', problem },
      runRecord('r1', 'failed')
    ];
    await runs.refresh();
    expect(runs.list.map(each => each.id)).toEqual(['r1']);
  });

  it('show a new run at once, and what becomes of it', async () => {
    const run = await runs.submit({ text: '{}', parameters: { n: '3' } });
    expect(service.submitted).toMatchObject({
      notebook: { path: 'a.ipynb', text: '{}' },
      parameters: { n: '3' }
    });
    expect(run?.place.id).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6}$/);
    expect([runs.canRun, runs.canCancel, runs.canResume]).toEqual([
      false,
      true,
      false
    ]);
    service.push(START, ended('failed'));
    service.end(runRecord(run?.place.id ?? '', 'failed'));
    await until(() => statusOf() === 'failed');
    expect([runs.canRun, runs.canCancel, runs.canResume]).toEqual([
      true,
      false,
      true
    ]);
  });

  it('tell of many events at once, and of the end without delay', async () => {
    const run = await runs.submit({ text: '{}' });
    let changes = 0;
    run?.changed.connect(() => changes++);
    const diagnostic = { severity: 'info', code: 'a', message: 'b' } as const;
    const remark = { type: 'diagnostic', diagnostic } as const;
    service.push(START, ...Array(1000).fill(remark), ended('succeeded'));
    service.end(runRecord(run?.place.id ?? '', 'succeeded'));
    await until(() => statusOf() === 'succeeded');
    expect(run?.state.diagnostics).toHaveLength(1000);
    expect(changes).toBeLessThan(20);
  });

  it('say why a run could not be made', async () => {
    service.failure = serviceDown();
    expect(await runs.submit({ text: '{}' })).toBeUndefined();
    expect(runs.problem?.message).toBe('The service does not run.');
    expect(runs.canRun).toBe(true);
    await runs.refresh();
    expect(runs.problem?.message).toBe('The service does not run.');
    await runs.retry();
    expect(runs.problem).toBeUndefined();
  });

  it('tell which run stands in the way of another, until it has ended', async () => {
    service.failure = new ServiceError(409, {
      code: 'run-is-active',
      message: 'It runs.',
      hint: 'Wait.',
      run: 'r1'
    });
    service.records.set('r1', runRecord('r1', 'running'));
    expect(await runs.submit({ text: '{}' })).toBeUndefined();
    expect(runs.blocking).toEqual({ id: 'r1', notebook: 'a.ipynb' });
    // It was begun elsewhere: now it is shown, and can be cancelled.
    expect(runs.current?.place.id).toBe('r1');
    expect(runs.canCancel).toBe(true);
    service.push(START, ended('succeeded'));
    service.end(runRecord('r1', 'succeeded'));
    await until(() => runs.problem === undefined);
    expect([runs.blocking, runs.canRun]).toEqual([undefined, true]);
  });

  it('cancel the run that stands in the way', async () => {
    service.failure = new ServiceError(409, {
      code: 'run-is-active',
      message: 'It runs.',
      hint: 'Wait.',
      run: 'r0'
    });
    await runs.submit({ text: '{}' });
    await runs.cancel(runs.blocking);
    expect(service.calls).toContain('cancel r0 a.ipynb');
    expect(runs.problem).toBeUndefined();
  });

  it('say so while the service is away, and no longer when it is back', async () => {
    service.failure = serviceDown();
    await runs.refresh();
    expect(runs.problem?.code).toBe('service-down');
    await runs.refresh();
    expect(runs.problem).toBeUndefined();
  });

  it('are found where they began when the notebook gets another name', async () => {
    await runs.submit({ text: '{}' });
    const id = runs.current?.place.id;
    path = 'elsewhere/b.ipynb';
    await runs.cancel();
    expect(service.calls).toContain(`cancel ${id} a.ipynb`);
  });

  it('do not fall back to an older run when a list comes late', async () => {
    service.records.set('r0', runRecord('r0', 'failed'));
    const looking = runs.refresh();
    const run = await runs.submit({ text: '{}' });
    await looking;
    expect(runs.current).toBe(run);
  });

  it('go on from the last event when they are resumed', async () => {
    service.records.set('r1', runRecord('r1', 'interrupted'));
    service.push(START);
    service.end(runRecord('r1', 'interrupted'));
    await runs.refresh();
    await until(() => service.calls.includes('run r1'));
    expect(statusOf()).toBe('interrupted');
    service.goOn();
    await runs.resume();
    expect(statusOf()).toBe('pending');
    service.push(START, ended('succeeded'));
    service.end(runRecord('r1', 'succeeded'));
    await until(() => statusOf() === 'succeeded');
    expect(service.calls).toContain('events r1 a.ipynb 1');
  });

  it('do not seem to run again when a run of yesterday is read', async () => {
    service.records.set('r1', runRecord('r1', 'failed'));
    service.push(START, ended('failed'));
    service.end(runRecord('r1', 'failed'));
    const seen = new Set<string | undefined>();
    runs.changed.connect(() => void seen.add(statusOf()));
    await runs.refresh();
    await until(() => service.calls.includes('run r1'));
    expect([...seen]).toEqual(['failed']);
  });

  it('go on before our eyes when somebody else resumes the last one', async () => {
    service.records.set('r1', runRecord('r1', 'failed'));
    service.push(START, ended('failed'));
    service.end(runRecord('r1', 'failed'));
    await runs.refresh();
    await until(() => service.calls.includes('run r1'));
    service.goOn();
    service.records.set('r1', runRecord('r1', 'running'));
    service.push(START);
    await runs.refresh();
    await until(() => statusOf() === 'running');
    expect(runs.canCancel).toBe(true);
  });

  it('are interrupted where the process was killed and wrote no last event', async () => {
    await runs.submit({ text: '{}' });
    const id = runs.current?.place.id ?? '';
    service.push(START, BROKEN);
    service.end(runRecord(id, 'interrupted'));
    await until(() => statusOf() === 'interrupted');
    expect(runs.canResume).toBe(true);
  });

  it('do not ask on and on for a run that is not there', async () => {
    service.records.set('r1', runRecord('r1', 'running'));
    service.events = () => {
      service.calls.push('events');
      throw noSuchRun();
    };
    await runs.refresh();
    await until(() => runs.problem?.code === 'no-such-run');
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(service.calls.filter(call => call === 'events')).toHaveLength(1);
  });

  it('are not listened to while another notebook is in front, and catch up', async () => {
    await runs.submit({ text: '{}' });
    const id = runs.current?.place.id ?? '';
    service.push(START);
    await until(() => statusOf() === 'running');
    runs.pause();
    service.push(ended('succeeded'));
    service.end(runRecord(id, 'succeeded'));
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(statusOf()).toBe('running');
    await runs.goOn();
    await until(() => statusOf() === 'succeeded');
    expect(service.calls).toContain(`events ${id} a.ipynb 1`);
    expect(runs.problem).toBeUndefined();
  });

  it('are let go with the notebook', async () => {
    await runs.submit({ text: '{}' });
    let changes = 0;
    runs.changed.connect(() => void changes++);
    runs.dispose();
    service.push(START, ended('succeeded'));
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(changes).toBe(0);
  });
});
