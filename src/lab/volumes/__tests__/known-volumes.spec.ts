import { Signal } from '@lumino/signaling';
import type {
  ClusterVolume,
  ClusterVolumes,
  NewVolumeCall,
  VolumesCall
} from '../../../service/api/volumes';
import { FakeService } from '../../__tests__/fake-service';
import type { IClusterCalls } from '../../api/clusters';
import { ServiceError } from '../../api/service-error';
import { readSettings } from '../../clusters/cluster-settings';
import type { RunTarget } from '../../clusters/run-target';
import { KnownVolumes } from '../known-volumes';
import { NewVolumeModel } from '../new-volume-model';

const FOUND: ClusterVolumes = {
  namespace: 'team',
  volumes: [volumeNamed('data')],
  classes: [
    { name: 'fast', isDefault: true, waitsForPod: true, canGrow: false }
  ],
  lacks: [],
  role: ''
};

const REFUSAL = new ServiceError(424, {
  code: 'forbidden',
  message: 'Cannot create it',
  hint: 'Ask for the right to create persistentvolumeclaims.'
});

function volumeNamed(name: string): ClusterVolume {
  return { name, accessModes: [], phase: 'Bound', isBeingDeleted: false };
}

/** The cluster that is set up; a test sets up another. */
class FakeTarget {
  readonly changed = new Signal<this, void>(this);
  settings = readSettings({ context: 'lab', programs: { lab: 'log-in' } });

  setUp(context: string): void {
    this.settings = readSettings({ context, namespace: 'own' });
    this.changed.emit();
  }
}

let target: FakeTarget;
let asked: VolumesCall[];
let made: NewVolumeCall[];
let answer: () => Promise<ClusterVolumes>;
let refusal: ServiceError | undefined;
let known: KnownVolumes;

beforeEach(() => {
  target = new FakeTarget();
  asked = [];
  made = [];
  refusal = undefined;
  answer = async () => FOUND;
  const clusters: Partial<IClusterCalls> = {
    volumes: call => {
      asked.push(call);
      return answer();
    },
    makeVolume: async call => {
      if (refusal) {
        throw refusal;
      }
      made.push(call);
      return volumeNamed(call.volume.name);
    }
  };
  const service = Object.assign(new FakeService(), {
    clusters: clusters as IClusterCalls
  });
  known = new KnownVolumes(target as unknown as RunTarget, service);
});

describe('the volumes of a cluster', () => {
  it('are asked for once, with the program that was agreed to', async () => {
    await known.ask();
    await known.ask();
    expect(asked).toEqual([{ context: 'lab', program: 'log-in' }]);
    expect(known.found).toBe(FOUND);
  });

  it('of another cluster are not those that were told', async () => {
    await known.ask();
    target.setUp('other');
    expect(known.found).toBeUndefined();
    await known.ask();
    expect(asked[1]).toEqual({ context: 'other', namespace: 'own' });
  });

  it('that are told too late are those of no cluster', async () => {
    let tell: (found: ClusterVolumes) => void = () => undefined;
    answer = () => new Promise(resolve => (tell = resolve));
    const first = known.ask();
    target.setUp('other');
    tell(FOUND);
    await first;
    expect(known.found).toBeUndefined();
    expect(known.isAsking).toBe(false);
  });

  it('stay known where the cluster does not answer again', async () => {
    await known.ask();
    answer = () => Promise.reject(REFUSAL);
    await known.askAgain();
    expect([known.found, known.problem]).toEqual([FOUND, REFUSAL]);
  });
});

describe('a new volume', () => {
  let model: NewVolumeModel;

  beforeEach(async () => {
    await known.ask();
    model = new NewVolumeModel(known);
  });

  afterEach(() => model.dispose());

  it.each([
    ['name', 'No', /name/],
    ['name', 'data', /already/],
    ['size', 'much', /amount/],
    ['size', '10', /less than/],
    ['size', '500m', /less than/],
    ['storageClass', 'slow', /It has fast/]
  ] as const)('with the %s %s is told to be wrong', (field, text, words) => {
    model.set({ name: 'new', [field]: text });
    const fault = model.faults[field];
    expect(`${fault?.message}. ${fault?.suggestion}`).toMatch(words);
    expect(model.isWhole).toBe(false);
  });

  it('is made as it stands there, and looked at again', async () => {
    model.set({ name: 'new', accessMode: 'ReadWriteMany' });
    expect(await model.make()).toBe('new');
    expect(made).toEqual([
      {
        context: 'lab',
        program: 'log-in',
        volume: { name: 'new', size: '10Gi', accessMode: 'ReadWriteMany' }
      }
    ]);
    expect(asked).toHaveLength(2);
  });

  it('is not made while something is wrong or missing', async () => {
    expect(await model.make()).toBeUndefined();
    model.set({ name: 'No' });
    expect(await model.make()).toBeUndefined();
    expect(made).toEqual([]);
  });

  it('that the cluster refuses says why, until something else is typed', async () => {
    refusal = REFUSAL;
    model.set({ name: 'new' });
    expect(await model.make()).toBeUndefined();
    expect(model.problem).toBe(REFUSAL);
    model.set({ size: '1Gi' });
    expect(model.problem).toBeUndefined();
  });

  it('is shown to the cluster once nobody types any more', async () => {
    refusal = REFUSAL;
    model.set({ name: 'n' });
    model.set({ name: 'new' });
    await new Promise<void>(resolve => {
      model.changed.connect(() => model.problem && resolve());
    });
    expect(made).toEqual([]);
    expect(model.problem).toBe(REFUSAL);
  });
});
