import type { StepArtifacts } from '../../../service/api/artifacts';
import {
  FakeService,
  runRecord,
  serviceDown
} from '../../__tests__/fake-service';
import { stateOf } from '../../runs/run-state';
import { describeBytes, describeShape, shortType } from '../describe-value';
import { RunArtifacts } from '../run-artifacts';

const PLACE = { id: 'r1', notebook: 'a.ipynb' };

function stepOf(step: string): StepArtifacts {
  return {
    step,
    name: step,
    status: 'succeeded',
    inputs: [],
    missing: [],
    parameters: [],
    definitions: [],
    outputs: []
  };
}

describe('what a run found and left', () => {
  it('is read once for each state of the run, and again after a failure', async () => {
    const service = new FakeService();
    let calls = 0;
    let isDown = true;
    Object.assign(service.ofRuns, {
      send: async () => {
        calls++;
        if (isDown) {
          throw serviceDown();
        }
        return [stepOf('load'), stepOf('train')];
      }
    });
    const artifacts = new RunArtifacts(service);
    const running = stateOf(runRecord('r1', 'running'));
    await expect(artifacts.of(PLACE, running, 'load')).rejects.toThrow();
    isDown = false;
    expect((await artifacts.of(PLACE, running, 'load'))?.step).toBe('load');
    expect((await artifacts.of(PLACE, running, 'train'))?.step).toBe('train');
    expect(calls).toBe(2);
    const ended = stateOf(runRecord('r1', 'succeeded'));
    expect(await artifacts.of(PLACE, ended, 'other')).toBeUndefined();
    expect(calls).toBe(3);
  });
});

describe('a value in a line', () => {
  const value = { name: 'x', object: '', sharesWith: [], type: 'str' };

  it('has a short type and a shape', () => {
    const frame = { ...value, type: 'pandas.core.frame.DataFrame' };
    expect(shortType(frame)).toBe('DataFrame');
    expect(shortType({ ...value, type: 'numpy.ndarray', dtype: 'int8' })).toBe(
      'ndarray int8'
    );
    expect(describeShape({ ...frame, shape: [150, 4] })).toBe('150 × 4');
    expect(describeShape(value)).toBe('');
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 kB'],
    [200 * 1024 ** 2, '200 MB'],
    [3 * 1024 ** 5, '3072 TB']
  ])('has a size: %d bytes', (bytes, text) => {
    expect(describeBytes(bytes)).toBe(text);
  });
});
