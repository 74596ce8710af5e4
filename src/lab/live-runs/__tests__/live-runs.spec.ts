import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { FakeService, runRecord, until } from '../../__tests__/fake-service';
import { describeEnd } from '../describe-end';
import { LiveRuns, stepsDone } from '../live-runs';
import { OwnRuns } from '../own-runs';
import { RunNotifications } from '../run-notifications';

const trans = nullTranslator.load('cellway');

const PLACE = { id: 'r1', notebook: 'work/a.ipynb' };

const FAILED = runRecord('r1', 'failed', {
  seconds: 3,
  steps: [
    { step: 'load', status: 'succeeded' },
    {
      step: 'train',
      status: 'failed',
      error: {
        kind: 'raised',
        name: 'ValueError',
        message: 'only 3 rows\nand more',
        cell: 2,
        line: 4
      } as never
    }
  ]
});

let service: FakeService;
let live: LiveRuns;
let ended: string[];

beforeEach(() => {
  service = new FakeService();
  live = new LiveRuns(service);
  ended = [];
  live.ended.connect((_, { record }) =>
    ended.push(`${record.id} ${record.status}`)
  );
});

afterEach(() => {
  live.dispose();
  Notification.dismiss();
});

const ids = (): string[] => live.runs.map(each => each.place.id);

describe('the runs that go on', () => {
  it('are found, wherever they were started, and told of once when they end', async () => {
    service.records.set('r1', runRecord('r1', 'running'));
    service.records.set('r0', runRecord('r0', 'failed'));
    await live.refresh();
    expect(ids()).toEqual(['r1']);
    service.records.set('r1', runRecord('r1', 'succeeded'));
    await live.refresh();
    await live.refresh();
    expect(ids()).toEqual([]);
    expect(ended).toEqual(['r1 succeeded']);
  });

  it('are there at once where this page begins one', async () => {
    const { id } = await service.submit({
      id: 'r7',
      notebook: { path: 'b.ipynb', text: '' }
    });
    expect(ids()).toEqual([id]);
    expect(live.runs[0].place.notebook).toBe('b.ipynb');
    // However short it was.
    service.records.set('r7', runRecord('r7', 'failed'));
    await until(() => ended.includes('r7 failed'));
  });

  it('say nothing of one that was removed meanwhile', async () => {
    service.records.set('r1', runRecord('r1', 'running'));
    await live.refresh();
    service.records.delete('r1');
    await live.refresh();
    expect([ids(), ended]).toEqual([[], []]);
  });

  it('know how far they are', () => {
    expect(stepsDone(FAILED)).toBe(2);
    expect(stepsDone(runRecord('r', 'running'))).toBe(0);
  });
});

describe('what is said of a run that has ended', () => {
  it('names what failed first, shortly', () => {
    const end = describeEnd({ place: PLACE, record: FAILED }, trans);
    expect(end).toMatchObject({
      type: 'error',
      message: 'a.ipynb: train failed: ValueError: only 3 rows',
      failure: { cell: 2, line: 4 }
    });
    const long = { ...FAILED, marks: { name: 'x'.repeat(200) } };
    const { message = '' } =
      describeEnd({ place: PLACE, record: long }, trans) ?? {};
    expect(message).toHaveLength(140);
  });

  it('is its name and time where it succeeded, and nothing where it was cancelled', () => {
    const say = (status: 'succeeded' | 'cancelled' | 'interrupted'): unknown =>
      describeEnd(
        {
          place: PLACE,
          record: runRecord('r1', status, {
            seconds: 65,
            marks: { name: 'best' }
          })
        },
        trans
      )?.message;
    expect(say('succeeded')).toBe('best succeeded in 1:05');
    expect(say('interrupted')).toContain('can be resumed');
    expect(say('cancelled')).toBeUndefined();
  });
});

describe('notifications of runs', () => {
  let went: unknown[];
  let wanted: { when: string; after: number };
  let open: Set<string>;
  let opened: Signal<object, void>;

  beforeEach(() => {
    went = [];
    wanted = { when: 'always', after: 5 };
    open = new Set(['a.ipynb']);
    opened = new Signal({});
    const own = new OwnRuns(live, service, {
      has: path => open.has(path),
      changed: opened
    });
    new RunNotifications(own, {
      trans,
      wanted: () => wanted,
      showRun: place => went.push(place.id),
      goTo: (place, cell, line) => went.push([place.id, cell, line])
    });
  });

  const shown = (): Notification.INotification[] =>
    Notification.manager.notifications;

  async function run(last = FAILED): Promise<void> {
    service.records.set('r1', runRecord('r1', 'running'));
    await live.refresh();
    service.records.set('r1', last);
    await live.refresh();
  }

  it('are no more than one a notebook, however often it runs', async () => {
    await run();
    service.records.set('r2', runRecord('r2', 'running'));
    await live.refresh();
    expect(shown()).toMatchObject([{ type: 'in-progress' }]);
    service.records.set('r2', runRecord('r2', 'succeeded', { seconds: 9 }));
    await live.refresh();
    expect(shown()).toMatchObject([{ type: 'success' }]);
  });

  it('are one a run, silent until it ends, and lead to the cause', async () => {
    service.records.set('r1', runRecord('r1', 'running'));
    await live.refresh();
    expect(shown()).toMatchObject([
      { type: 'in-progress', options: { autoClose: 0, progress: 0 } }
    ]);
    await run();
    expect(shown()).toMatchObject([{ type: 'error' }]);
    const [{ options }] = shown();
    expect(options.actions?.map(each => each.label)).toEqual([
      'Go to Cell',
      'Show Run'
    ]);
    options.actions?.[0].callback(new MouseEvent('click'));
    expect(went).toEqual([['r1', 2, 4]]);
  });

  it('stay silent where a run was short, and are none where nobody wants them', async () => {
    await run(runRecord('r1', 'succeeded', { seconds: 2 }));
    expect(shown()).toMatchObject([{ options: { autoClose: 0 } }]);
    Notification.dismiss();
    await run(runRecord('r1', 'succeeded', { seconds: 20 }));
    expect(shown()).toMatchObject([{ options: { autoClose: 5000 } }]);
    Notification.dismiss();
    wanted = { when: 'failures', after: 0 };
    await run(runRecord('r1', 'succeeded', { seconds: 20 }));
    expect(shown()).toEqual([]);
    await run();
    expect(shown()).toHaveLength(1);
    Notification.dismiss();
    wanted = { when: 'never', after: 0 };
    await run();
    expect(shown()).toEqual([]);
  });

  it('are none of what others run, whose notebooks are not open here', async () => {
    open.clear();
    await run();
    expect(shown()).toEqual([]);
  });

  it('are there of what this page has begun, with its notebook closed', async () => {
    open.clear();
    await service.submit({ id: 'r1', notebook: { path: 'b', text: '' } });
    await until(() => shown().length > 0);
    service.records.set('r1', FAILED);
    await live.refresh();
    expect(shown()).toMatchObject([{ type: 'error' }]);
  });

  it('come and go with the notebook of a run of somebody else', async () => {
    open.clear();
    service.records.set('r1', runRecord('r1', 'running'));
    await live.refresh();
    expect(shown()).toEqual([]);
    open.add('a.ipynb');
    opened.emit();
    expect(shown()).toMatchObject([{ type: 'in-progress' }]);
    open.clear();
    opened.emit();
    expect(shown()).toEqual([]);
    service.records.set('r1', FAILED);
    await live.refresh();
    expect(shown()).toEqual([]);
  });

  it('go where a run was cancelled', async () => {
    await run(runRecord('r1', 'cancelled'));
    expect(shown()).toEqual([]);
  });
});
