import type { NotebookSettings } from '../../../notebook/settings';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { KubeflowOptions } from '../options';

/** The oldest server that knows all fields that we always write. */
export const OLDEST = '2.5';

interface Need {
  readonly version: string;
  readonly what: string;
}

/** What of a pipeline asks for a newer server than the oldest, in words. */
export function neededVersions(
  { volumes = [] }: NotebookSettings,
  { user }: KubeflowOptions
): Need[] {
  const copied = volumes.filter(
    ({ source }) => source?.kind === 'clone' || source?.kind === 'snapshot'
  );
  return [
    ...(user !== undefined
      ? [{ version: '2.16', what: `to run steps as user ${user}` }]
      : []),
    ...volumes
      .filter(({ subPath }) => subPath !== undefined)
      .map(({ name }) => ({
        version: '2.16',
        what: `to show steps a folder of the volume '${name}'`
      })),
    ...copied.map(({ name }) => ({
      version: '2.17',
      what: `to make the volume '${name}' of another one`
    }))
  ];
}

/**
 * @param server - the version of the server; every one is meant where it is not known
 */
export function checkVersion(
  settings: NotebookSettings,
  options: KubeflowOptions,
  server?: string
): Diagnostic[] {
  return neededVersions(settings, options)
    .filter(({ version }) => server === undefined || isOlder(server, version))
    .map(({ version, what }) => ({
      severity: server === undefined ? 'warning' : 'error',
      code: 'newer-kubeflow',
      message:
        server === undefined
          ? `It takes Kubeflow Pipelines ${version} or newer ${what}`
          : `It takes Kubeflow Pipelines ${version} or newer ${what}; this is ${server}`,
      fixes: []
    }));
}

/** Of versions as `2.16.1`; what is none is taken to be new. */
export function isOlder(version: string, other: string): boolean {
  const [one, two] = [version, other].map(each =>
    (/^v?(\d+)\.(\d+)/.exec(each) ?? []).slice(1).map(Number)
  );
  return (
    one.length === 2 &&
    (one[0] < two[0] || (one[0] === two[0] && one[1] < two[1]))
  );
}
