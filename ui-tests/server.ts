/** The servers of the tests, and what they show. */
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Of the server that most tests use. */
export const PORT = Number(process.env.CELLWAY_TEST_PORT ?? 18_888);
/** How many tests run side by side. */
export const WORKERS = Number(process.env.CELLWAY_UI_WORKERS ?? 1);
export const TOKEN = 'ui-test-token';

export interface Server {
  readonly port: number;
  /** As behind JupyterHub, where it is not '/'. */
  readonly baseUrl: string;
  /** Whether people edit a notebook together in it. */
  readonly collaborates: boolean;
  readonly url: string;
  /** The folder that Jupyter shows as its root; emptied when the server starts. */
  readonly root: string;
}

/** A server for each of the tests that run side by side, since runs of one show in all pages. */
export const LABS = Array.from({ length: WORKERS }, (_, lane) =>
  serverAt(PORT + lane, {})
);
/** That of the tests in this process; Playwright numbers those that run side by side. */
export const LAB = LABS[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
export const HUB = serverAt(PORT + 100, { baseUrl: '/user/x/' });
export const COLLABORATION = serverAt(PORT + 200, { collaborates: true });

export const { root: ROOT } = LAB;
/** What that server keeps for JupyterLab: what people have chosen, and what they had open. */
export const KEPT = {
  settings: `${ROOT}.user-settings`,
  workspaces: `${ROOT}.workspaces`
};
/** What whoever looks after that server has set for all. */
export const CONFIGURED = `${ROOT}.settings`;

function serverAt(
  port: number,
  {
    baseUrl = '/',
    collaborates = false
  }: Partial<Pick<Server, 'baseUrl' | 'collaborates'>>
): Server {
  return {
    port,
    baseUrl,
    collaborates,
    url: `http://127.0.0.1:${port}${baseUrl}`,
    root: path.join(tmpdir(), `cellway-ui-tests-${port}`)
  };
}

const REPOSITORY = path.join(__dirname, '..');

/**
 * Copies a notebook, and what lies beside it, into a folder of its own below
 * the root: so tests do not see each other's runs.
 *
 * @param source - its path in the repository
 * @returns its path in Jupyter's contents
 */
export async function giveNotebook(
  source: string,
  { root }: Pick<Server, 'root'> = LAB
): Promise<string> {
  await mkdir(root, { recursive: true });
  const folder = await mkdtemp(path.join(root, 'test-'));
  const from = path.join(REPOSITORY, path.dirname(source));
  await cp(from, folder, {
    recursive: true,
    filter: file => !path.relative(from, file).startsWith('.')
  });
  return path.join(path.basename(folder), path.basename(source));
}

/** The kubeconfig of the person whose server it is; there is none unless a test writes one. */
export const KUBECONFIG = kubeconfigOf(LAB);

export function kubeconfigOf({ root }: Pick<Server, 'root'>): string {
  return `${root}.kubeconfig`;
}

/** Where a path of Jupyter's contents is on the disk. */
export function onDisk(...parts: string[]): string {
  return path.join(ROOT, ...parts);
}
