import { CallError, type Command } from './command';
import { explain } from './explained';

/** The version in package.json, put in by scripts/build-service.mjs. */
declare const CELLWAY_VERSION: string;

/** Each is loaded when it is asked for: what all need takes longer than most do. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check')).check,
  compile: async () => (await import('./commands/compile')).compile,
  run: async () => (await import('./commands/run')).run,
  runs: async () => (await import('./commands/runs')).runs,
  image: async () => (await import('./commands/image')).image,
  demo: async () => (await import('./commands/demo')).demo,
  doctor: async () => (await import('./commands/doctor')).doctor
};

/**
 * Runs the command line.
 *
 * @param args - the words after `cellway`
 * @returns the exit code: 0 done, 1 the run failed, 2 the notebook or the call is wrong
 */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-V') {
    console.log(`cellway ${CELLWAY_VERSION}`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h') {
    console.log(await help());
    return 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new CallError(`Unknown command '${name}'. Try 'cellway --help'.`);
  }
  const command = await COMMANDS[name]();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.usage);
    return 0;
  }
  return command.run(rest);
}

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(COMMANDS).map(
      async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).summary}`
    )
  );
  return [
    'Usage: cellway COMMAND [ARGUMENT…]',
    '',
    'Commands:',
    ...lines,
    '',
    "'cellway COMMAND --help' tells more. 'cellway --version' shows the version."
  ].join('\n');
}

// Whoever reads may stop before the end: 'cellway runs | head'.
process.stdout.on('error', () => undefined);

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (thrown: unknown) => {
    const error = explain(thrown);
    const expected = error instanceof CallError;
    const text = error instanceof Error ? error.message : String(error);
    console.error(`cellway: ${expected ? text : `internal error: ${text}`}`);
    if (!expected && error instanceof Error) {
      console.error(error.stack);
    }
    process.exitCode = 2;
  }
);
