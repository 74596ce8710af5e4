import { findProgram } from '../../engines/local/interpreter/jupyter-paths';

/** Programs that build images, the one that needs least first. */
const BUILDERS = ['buildah', 'podman', 'docker'] as const;

export type Builder = (typeof BUILDERS)[number];

/** A command as words. */
export type Words = readonly [program: string, ...args: string[]];

/** The first program on PATH that builds images. */
export function findBuilder(
  environment: NodeJS.ProcessEnv
): Builder | undefined {
  return BUILDERS.find(each => findProgram(each, environment) !== undefined);
}

/** What makes an image of a folder with a recipe, in this order. */
export function buildCommands(
  builder: Builder,
  {
    folder,
    tag,
    python,
    sources
  }: {
    readonly folder: string;
    readonly tag: string;
    /** The Python of the notebook. */
    readonly python: readonly string[];
    readonly sources: readonly string[];
  }
): Words[] {
  const [program = 'python3', ...options] = python;
  const wheel = [...options, '-m', 'pip', 'wheel', '--no-deps'];
  return [
    ...sources.map((each): Words => [
      program,
      ...wheel,
      '--wheel-dir',
      `${folder}/wheels`,
      each
    ]),
    [builder, 'build', '--tag', tag, folder]
  ];
}

/** As it is typed into a shell. */
export function asTyped(words: readonly string[]): string {
  return words
    .map(each =>
      /^[\w@%+=:,./-]+$/.test(each)
        ? each
        : `'${each.replaceAll("'", `'\\''`)}'`
    )
    .join(' ');
}
