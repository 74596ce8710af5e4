import { fileURLToPath } from 'node:url';

/** The program that executes steps; it lies beside the bundle. */
export const RUNNER = fileURLToPath(new URL('runner.pyz', import.meta.url));
