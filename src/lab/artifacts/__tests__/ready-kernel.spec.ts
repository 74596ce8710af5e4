import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel } from '@jupyterlab/services';
import { nullTranslator } from '@jupyterlab/translation';
import { NoKernelError, readyKernel } from '../ready-kernel';

const trans = nullTranslator.load('cellway');

/** A notebook's session, with a kernel in this state or none. */
class FakeContext {
  readonly calls: string[] = [];
  readonly specsManager = {
    ready: Promise.resolve(),
    specs: { default: 'python3' }
  };
  session: { kernel: Partial<Kernel.IKernelConnection> } | null;

  constructor(
    status?: Kernel.Status,
    private readonly _after: Kernel.Status = 'idle'
  ) {
    this.session = status ? { kernel: { status } } : null;
  }

  async changeKernel({ name }: { name: string }): Promise<void> {
    this.calls.push(`change ${name}`);
    this.session = { kernel: { status: this._after } };
  }

  async restartKernel(): Promise<void> {
    this.calls.push('restart');
    this.session = { kernel: { status: this._after } };
  }

  async ready(name?: string): Promise<string> {
    const context = this as unknown as ISessionContext;
    return (await readyKernel(context, name, trans)).status;
  }
}

describe('the kernel to load into', () => {
  it('is the one that there is', async () => {
    const context = new FakeContext('idle');
    expect(await context.ready('other')).toBe('idle');
    expect(context.calls).toEqual([]);
  });

  it('is started where there is none: the one that the notebook names', async () => {
    const named = new FakeContext();
    expect(await named.ready('py312')).toBe('idle');
    expect(named.calls).toEqual(['change py312']);
    const standard = new FakeContext();
    await standard.ready();
    expect(standard.calls).toEqual(['change python3']);
  });

  it('is started again where it has died', async () => {
    const context = new FakeContext('dead');
    expect(await context.ready()).toBe('idle');
    expect(context.calls).toEqual(['restart']);
  });

  it('is left alone while it is busy', async () => {
    const problem = await new FakeContext('busy').ready().catch(each => each);
    expect(problem).toBeInstanceOf(NoKernelError);
    expect(problem.isPassing).toBe(true);
    expect(problem.message).toContain('busy');
  });

  it('is asked for where it cannot be started', async () => {
    const problem = await new FakeContext(undefined, 'dead')
      .ready()
      .catch(each => each);
    expect(problem).toBeInstanceOf(NoKernelError);
    expect(problem.message).toContain('Choose one');
  });
});
