import { spawn } from 'node:child_process';

const PASSED_ON = ['SIGTERM', 'SIGHUP'] as const;

/**
 * Runs JupyterLab in this terminal until somebody ends it. It opens a browser,
 * or prints the address where it finds none.
 *
 * @param python - the program of the environment that has it
 * @param notebook - what it shows, relative to its root
 * @returns its exit code
 */
export function startLab(
  python: string,
  root: string,
  notebook: string
): Promise<number> {
  const options = [
    `--ServerApp.root_dir=${root}`,
    // Not a file to open: then the address that it prints would not lead there.
    `--LabApp.default_url=/lab/tree/${notebook}`
  ];
  if (process.getuid?.() === 0) {
    // Root is who one is in most containers.
    options.push('--allow-root');
  }
  const lab = spawn(python, ['-m', 'jupyterlab', ...options], {
    cwd: root,
    stdio: 'inherit'
  });
  const pass = (signal: NodeJS.Signals): void => void lab.kill(signal);
  PASSED_ON.forEach(each => process.on(each, pass));
  // Of Ctrl-C it knows itself, in the same terminal; it asks before it ends.
  const stay = (): void => undefined;
  process.on('SIGINT', stay);
  return new Promise((resolve, reject) => {
    lab.once('error', reject);
    lab.once('exit', code => {
      PASSED_ON.forEach(each => process.off(each, pass));
      process.off('SIGINT', stay);
      resolve(code ?? 1);
    });
  });
}
