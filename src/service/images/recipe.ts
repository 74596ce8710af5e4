import type { Distribution, Requirements } from './requirements';

/** As which user the image runs where it is not told otherwise: that of pods. */
const USER = 1000;

/**
 * Installs into the image. Systems such as Debian keep their Python for their
 * own packages (PEP 668); that of an image is the notebook's.
 */
const INSTALL =
  'RUN PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip install --no-cache-dir';

/** How the first line of each file begins, by which they are known again. */
export const MARK = '# Written by Cellway';

/** What an image is made of. */
export interface Recipe {
  /** The texts of files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders of sources on this machine, of which wheels go along. */
  readonly sources: readonly string[];
  /** What a person has to know of it: what it leaves out, what may be missing. */
  readonly remarks: readonly string[];
}

export interface RecipeOptions {
  /** What the notebook is called. */
  readonly notebook: string;
  /** The image to begin with; the Python of the notebook if absent. */
  readonly base?: string;
}

/** Writes what makes an image of an environment; what cannot be had of it is told. */
export function writeRecipe(
  found: Requirements,
  { notebook, base }: RecipeOptions
): Recipe {
  const { distributions } = found;
  const sources = distributions.flatMap(({ origin }) =>
    origin?.kind === 'folder' ? [origin.url] : []
  );
  return {
    files: {
      Dockerfile: dockerfile(found, sources.length > 0, notebook, base),
      'requirements.txt': requirementsText(found, notebook)
    },
    sources: [...new Set(sources)],
    remarks: remarksOn(found)
  };
}

function dockerfile(
  { python, version, implementation, distributions }: Requirements,
  hasWheels: boolean,
  notebook: string,
  // In full: not every builder knows the short names of Docker Hub.
  base = `docker.io/library/${implementation === 'pypy' ? 'pypy' : 'python'}:${python}-slim`
): string {
  const needsGit = distributions.some(
    ({ origin }) => origin?.kind === 'repository'
  );
  return [
    `${MARK} for ${notebook}: what it imports, as in Python ${version} here.`,
    `FROM ${base}`,
    ...(needsGit
      ? [
          'RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*'
        ]
      : []),
    'COPY requirements.txt /opt/cellway/',
    `${INSTALL} -r /opt/cellway/requirements.txt`,
    ...(hasWheels
      ? [
          'COPY wheels /opt/cellway/wheels',
          `${INSTALL} --no-deps /opt/cellway/wheels/*.whl`
        ]
      : []),
    '# Steps run as a user who is not root.',
    `RUN getent passwd ${USER} > /dev/null || useradd --uid ${USER} --create-home cellway`,
    `USER ${USER}`,
    ''
  ].join('\n');
}

function requirementsText(
  { distributions, optional }: Requirements,
  notebook: string
): string {
  const of = (role: string): string[] =>
    distributions.filter(each => each.role === role).map(line);
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? ['', `# ${title}`, ...lines] : [];
  return [
    `${MARK} for ${notebook}.`,
    ...part('What it imports.', of('imported')),
    ...part(
      'What steps run in as in Jupyter: magics, rich outputs.',
      of('shell')
    ),
    ...part('What these need.', of('needed')),
    ...part(
      'Installed here too, which some of these can make use of: uncomment what the notebook needs.',
      optional.map(each => `# ${line(each)}  # for ${each.for.join(', ')}`)
    ),
    ''
  ].join('\n');
}

function line({ name, version, origin }: Distribution): string {
  switch (origin?.kind) {
    case 'folder':
      return `# ${name}==${version} comes as a wheel of ${origin.url}`;
    case 'repository':
      return `${name} @ ${origin.url}`;
    case 'file':
      return origin.url.startsWith('http')
        ? `${name} @ ${origin.url}`
        : `# ${name}==${version} was installed from ${origin.url}`;
    case undefined:
      return `${name}==${version}`;
  }
}

function remarksOn({
  distributions,
  optional,
  missing,
  project
}: Requirements): string[] {
  const names = (list: readonly Distribution[]): string =>
    list.map(each => each.name).join(', ');
  const local = distributions.filter(each => each.version.includes('+'));
  const foreign = distributions.filter(each => each.installer !== undefined);
  const files = distributions.filter(
    ({ origin }) => origin?.kind === 'file' && !origin.url.startsWith('http')
  );
  const folders = distributions.flatMap(({ name, origin }) =>
    origin?.kind === 'folder' ? [`${name} (${origin.url})`] : []
  );
  return [
    ...(missing.length > 0
      ? [
          `Not installed here, so not in the image: ${missing.join(', ')}. Add to requirements.txt what brings them.`
        ]
      : []),
    ...(folders.length > 0
      ? [
          `Installed from sources on this machine, and taken along as wheels, as they are now: ${folders.join(', ')}.`
        ]
      : []),
    ...(files.length > 0
      ? [
          `Installed from a file on this machine, and left out: ${names(files)}. Name in requirements.txt where the image gets them.`
        ]
      : []),
    ...(local.length > 0
      ? [
          `Of a version that PyPI does not have: ${local.map(each => `${each.name} ${each.version}`).join(', ')}. Add the index that they came from to requirements.txt: --extra-index-url ADDRESS.`
        ]
      : []),
    ...(foreign.length > 0
      ? [
          `Installed by ${[...new Set(foreign.map(each => each.installer))].join(', ')}, while pip takes what PyPI has of the same version: ${names(foreign)}.`
        ]
      : []),
    ...(optional.length > 0
      ? [
          `Left out, but some packages can make use of them: ${names(optional)}. Uncomment in requirements.txt what the notebook needs.`
        ]
      : []),
    ...(project.length > 0
      ? [
          `Not in the image, since they go along with each run: the notebook's own modules (${project.join(', ')}).`
        ]
      : []),
    'Libraries and programs of the system are not looked for: what the notebook calls besides Python has to be added to the Dockerfile.'
  ];
}
