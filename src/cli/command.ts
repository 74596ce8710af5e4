import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A verb of the command line. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help text. */
  readonly usage: string;
  /** @returns the exit code */
  run(args: readonly string[]): Promise<number>;
}

/** The call is wrong; the message says what to do. Ends with exit code 2. */
export class CallError extends Error {}

/**
 * Reads options and words.
 *
 * @throws CallError for an option that is not known or lacks its value
 */
export function readArguments<
  T extends NonNullable<ParseArgsConfig['options']>
>(
  args: readonly string[],
  options: T
): ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>
> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CallError(error instanceof Error ? error.message : String(error));
  }
}
