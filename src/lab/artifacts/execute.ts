import type { Kernel } from '@jupyterlab/services';

/** Code failed in the kernel, in the words of Python. */
export class KernelError extends Error {
  constructor(name: string, message: string) {
    super(`${name}: ${message}`);
    this.name = 'KernelError';
  }
}

/**
 * Runs code in a kernel without a trace: no number, no history, no output.
 *
 * @param expression - evaluated afterwards
 * @returns the text that Python shows of it
 * @throws KernelError, and where the kernel goes meanwhile
 */
export async function executeSilently(
  kernel: Kernel.IKernelConnection,
  code: string,
  expression: string
): Promise<string> {
  const future = kernel.requestExecute({
    code,
    silent: true,
    store_history: false,
    allow_stdin: false,
    stop_on_error: false,
    user_expressions: { told: expression }
  });
  const { content } = await future.done;
  if (content.status !== 'ok') {
    const { ename = 'Error', evalue = content.status } = content as {
      ename?: string;
      evalue?: string;
    };
    throw new KernelError(ename, evalue);
  }
  const told = content.user_expressions.told as unknown as
    | { status: 'ok'; data: { 'text/plain': string } }
    | { status: 'error'; ename: string; evalue: string }
    | undefined;
  if (told?.status !== 'ok') {
    throw new KernelError(
      told?.ename ?? 'Error',
      told?.evalue ?? 'the kernel evaluates no expressions'
    );
  }
  return told.data['text/plain'];
}
