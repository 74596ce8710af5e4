import { KubernetesError } from '../../../../kubernetes/kubernetes-error';
import { Silence } from '../silence';

const ERROR = new KubernetesError('unreachable', 'No answer.', 'Wait.');

describe('a cluster that does not answer', () => {
  it('is told after a while, once, and again the next time', () => {
    let now = 0;
    const silence = new Silence(() => now);
    const noteAt = (time: number): string | undefined => {
      now = time;
      return silence.note(ERROR)?.message;
    };
    expect(noteAt(0)).toBeUndefined();
    expect(noteAt(9_000)).toBeUndefined();
    expect(noteAt(10_000)).toContain('No answer.');
    expect(noteAt(60_000)).toBeUndefined();
    silence.end();
    expect(noteAt(70_000)).toBeUndefined();
    expect(noteAt(80_000)).toContain('No answer.');
    expect(noteAt(200_000)).toBeUndefined();
    expect(noteAt(210_000)).toContain('No answer.');
  });
});
