import type {
  CheckedCluster,
  ClusterCall,
  ClusterContext
} from '../../../service/api/clusters';
import { FakeService } from '../../__tests__/fake-service';
import type { IClusterCalls } from '../../api/clusters';
import { readSettings } from '../cluster-settings';
import type { RunTarget } from '../run-target';
import { SetUpModel } from '../set-up-model';

const CONTEXTS: readonly ClusterContext[] = [
  {
    name: 'lab',
    server: 'https://lab',
    namespace: 'default',
    isCurrent: false
  },
  {
    name: 'cloud',
    server: 'https://cloud',
    namespace: 'team',
    isCurrent: true,
    program: 'login --now'
  }
];

const ANSWER: CheckedCluster = {
  namespace: 'team',
  canRun: true,
  findings: [],
  choices: { namespaces: ['team'] },
  role: ''
};

let calls: ClusterCall[];
let answer: () => Promise<CheckedCluster>;
let saved: unknown;

function make(values: Parameters<typeof readSettings>[0] = {}): SetUpModel {
  const clusters: IClusterCalls = {
    contexts: async () => CONTEXTS,
    check: call => {
      calls.push(call);
      return answer();
    },
    volumes: () => Promise.reject(new Error('not asked')),
    makeVolume: () => Promise.reject(new Error('not asked')),
    offers: () => Promise.reject(new Error('not asked for')),
    image: () => Promise.reject(new Error('not asked for')),
    checkNotebook: () => Promise.reject(new Error('not asked'))
  };
  const target: Pick<RunTarget, 'settings' | 'set' | 'choose'> = {
    settings: readSettings(values),
    set: async given => {
      saved = given;
    },
    choose: () => undefined
  };
  const service = Object.assign(new FakeService(), { clusters });
  return new SetUpModel(service, target as RunTarget);
}

beforeEach(() => {
  calls = [];
  saved = undefined;
  answer = async () => ANSWER;
});

test('It begins with what is set, else with what kubectl would take', async () => {
  const fresh = make();
  await fresh.load();
  expect(fresh.context?.name).toBe('cloud');
  const known = make({ context: 'lab' });
  await known.load();
  expect(known.context?.name).toBe('lab');
});

test('A program is agreed to as it is, and asked for again where it has changed', async () => {
  const model = make({ programs: { cloud: 'login' } });
  await model.load();
  expect(model.isAgreed).toBe(false);
  await model.check();
  expect(calls[0].program).toBeUndefined();
  model.agree(true);
  expect(model.isAgreed).toBe(true);
  await model.check();
  expect(calls[1].program).toBe('login --now');
  await model.save();
  expect(saved).toMatchObject({ programs: { cloud: 'login --now' } });
  model.agree(false);
  expect(model.isAgreed).toBe(false);
});

test('What was found out of one place is not told of another', async () => {
  const model = make();
  await model.load();
  await model.check();
  expect(model.checked).toBe(ANSWER);
  model.setField('namespace', 'other');
  expect(model.checked).toBeUndefined();
  // Still there to choose from.
  expect(model.choices.namespaces).toEqual(['team']);
  model.chooseContext('lab');
  expect(model.choices).toEqual({});
});

test('An answer that comes too late is no answer', async () => {
  let give: (found: CheckedCluster) => void = () => undefined;
  answer = () => new Promise(resolve => (give = resolve));
  const model = make();
  await model.load();
  const asking = model.check();
  expect(model.isChecking).toBe(true);
  model.setField('namespace', 'other');
  expect(model.isChecking).toBe(false);
  give(ANSWER);
  await asking;
  expect(model.checked).toBeUndefined();
});

test('What was typed is kept for the settings editor, and nothing else is', async () => {
  const model = make();
  await model.load();
  await model.keepEdits();
  expect(saved).toBeUndefined();
  model.setField('image', 'python:3.11');
  await model.keepEdits();
  expect(saved).toMatchObject({ context: 'cloud', image: 'python:3.11' });
});
