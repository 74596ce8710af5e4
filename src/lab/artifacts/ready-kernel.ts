import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';

/** There is no kernel to load something into, or it is not to be disturbed. */
export class NoKernelError extends Error {
  constructor(
    message: string,
    /** Whether trying again later may help. */
    readonly isPassing: boolean
  ) {
    super(message);
    this.name = 'NoKernelError';
  }
}

/**
 * The kernel of a notebook, ready for work. One is started where there is
 * none, and again where it has died.
 *
 * @param name - of the kernel that the notebook names
 * @throws NoKernelError
 */
export async function readyKernel(
  context: ISessionContext,
  name: string | undefined,
  trans: TranslationBundle
): Promise<Kernel.IKernelConnection> {
  const kernel = context.session?.kernel;
  if (kernel?.status === 'busy') {
    throw new NoKernelError(
      trans.__(
        'The kernel is busy. Wait until it is idle, or interrupt it; then load again.'
      ),
      true
    );
  }
  try {
    if (!kernel) {
      await context.specsManager.ready;
      const standard = name ?? context.specsManager.specs?.default;
      await context.changeKernel({ name: standard });
    } else if (kernel.status === 'dead') {
      await context.restartKernel();
    }
    const ready = context.session?.kernel;
    await ready?.info;
    if (ready && ready.status !== 'dead') {
      return ready;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoKernelError(
      trans.__('The kernel cannot be started: %1', reason),
      false
    );
  }
  throw new NoKernelError(
    trans.__(
      'There is no kernel. Choose one for the notebook; then load again.'
    ),
    false
  );
}
