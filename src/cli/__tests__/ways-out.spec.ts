import { EngineError } from '../../engines/engine-error';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import { RunError } from '../../runs/run-error';
import { CallError } from '../command';
import { explained } from '../explained';
import { wayOutOf } from '../ways-out';

describe('a way out at a terminal', () => {
  it('names the command, with the run that is meant', () => {
    const error = new RunError('run-is-active', 'It runs', 'Wait.', {
      run: 'r1'
    });
    expect(wayOutOf(error)).toContain("'cellway runs cancel r1'");
  });

  it('names the option, with the step that is meant', () => {
    const about = { step: 'train' };
    const error = new EngineError('input-not-there', 'a', 'Run up.', about);
    expect(wayOutOf(error)).toContain("'--to train'");
  });

  it('is what the engine says where no command does it', () => {
    const error = new EngineError('no-runner', 'a', 'Install Cellway again.');
    expect(wayOutOf(error)).toBe('Install Cellway again.');
  });

  it('is that of the command at hand where it has one', async () => {
    const refused = explained(
      async () => {
        throw new EngineError('run-is-active', 'It runs', 'Wait.', {
          run: 'r1'
        });
      },
      { 'run-is-active': ({ run }) => `Force ${run}.` }
    );
    await expect(refused).rejects.toThrow('It runs. Force r1.');
  });

  it('is that of a cluster, whose words may end as a sentence or not', async () => {
    for (const end of ['', '.']) {
      const refused = explained(async () => {
        throw new KubernetesError('unreachable', `It is gone${end}`, 'Wait.');
      });
      await expect(refused).rejects.toThrow(CallError);
      await expect(refused).rejects.toThrow(/^It is gone\. Wait\.$/);
    }
  });
});
