import * as z from 'zod';
import { STEP_PROTOCOL } from './step-request';

/** A Python and what is installed in it; `runner.pyz --environment FILE` writes it. */
export const pythonEnvironment = z.object({
  protocol: z.literal(STEP_PROTOCOL),
  /** As in `sys.implementation`: `cpython`. */
  implementation: z.string(),
  /** With its stage: `3.14.0rc1`. */
  version: z.string(),
  /** As wheels name it: `linux-x86_64`. */
  platform: z.string(),
  /** The program, absolute. */
  executable: z.string(),
  /** The folder of the environment: what `sys.prefix` is. */
  prefix: z.string(),
  /** Where Python and installed packages are, in the order of `sys.path`; absolute. */
  paths: z.array(z.string()),
  /**
   * What the name of an installed module stands for: the distributions that
   * bring it, `numpy 2.2.6`, in alphabetical order, joined by `; `. Of one that
   * is installed to be edited, with the place of its sources: they may change
   * while its version stays, and a step reads them as files of a project.
   */
  packages: z.record(z.string(), z.string())
});

export type PythonEnvironment = z.infer<typeof pythonEnvironment>;
