/** What must hold for whatever is compiled, on this machine; the cluster's own checks are in cluster/. */
import fc from 'fast-check';
import type { KubernetesObject } from '../compile/objects';
import { compiled, type Compiled } from './compiled';
import { notebook, options } from './random-notebooks';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** etcd takes 1.5 MiB at a time; Kubernetes lets a ConfigMap have 1 MiB. */
const MOST = 1024 * 1024;

interface Template {
  readonly name: string;
  readonly activeDeadlineSeconds?: number;
  readonly retryStrategy?: {
    readonly limit: string;
    readonly backoff?: { readonly duration: string };
  };
}

function workflowOf({ objects }: Compiled): KubernetesObject & {
  readonly spec: { readonly templates: readonly Template[] };
} {
  return JSON.parse(JSON.stringify(objects.at(-1)));
}

/** Names, sizes and numbers that a cluster would not take. */
function wrong({ objects, tasks }: Compiled): string[] {
  const names = objects.map(each => `${each.kind} ${each.metadata.name}`);
  const tooLarge = objects.filter(
    each => each.kind === 'ConfigMap' && JSON.stringify(each).length > MOST
  );
  return [
    ...objects
      .filter(({ metadata: { name } }) => name.length > 253)
      .map(each => `too long: ${each.metadata.name}`),
    ...objects
      .filter(({ metadata: { name } }) => !SUBDOMAIN.test(name))
      .map(each => `no name: ${each.metadata.name}`),
    ...names.filter((each, i) => names.indexOf(each) !== i),
    ...tooLarge.map(each => `too large: ${each.metadata.name}`),
    ...tasks
      .map(each => each.name)
      .filter((each, i, all) => !LABEL.test(each) || all.indexOf(each) !== i)
  ];
}

/** What Argo reads as a number, and cannot. */
function wrongNumbers({ spec: { templates } }: ReturnType<typeof workflowOf>) {
  const isCount = (text: string): boolean =>
    /^\d+$/.test(text) && Number(text) < 2 ** 31;
  return templates
    .flatMap(({ activeDeadlineSeconds, retryStrategy }) => [
      String(activeDeadlineSeconds ?? 1),
      retryStrategy?.limit ?? '0',
      retryStrategy?.backoff?.duration.replace(/s$/, '') ?? '0'
    ])
    .filter(each => !isCount(each));
}

describe('whatever notebook is compiled', () => {
  it('has names that a cluster takes, and parts that are small enough', async () => {
    await fc.assert(
      fc.asyncProperty(
        notebook,
        options,
        fc.boolean(),
        async (text, options, wasShort) => {
          const made = await compiled(text, options, { wasShort });
          expect(wrong(made)).toEqual([]);
          expect(wrongNumbers(workflowOf(made))).toEqual([]);
        }
      ),
      { numRuns: 500 }
    );
  });

  it('gives Argo no braces to replace but those of ours, or is refused', async () => {
    await fc.assert(
      fc.asyncProperty(notebook, async text => {
        const made = await compiled(text);
        const written = JSON.stringify(workflowOf(made).spec).replaceAll(
          /\{\{(inputs\.parameters\.step|workflow\.uid)\}\}/g,
          ''
        );
        const isRefused = made.told.includes('braces-in-settings');
        expect(written.includes('{{') && !isRefused).toBe(false);
      }),
      { numRuns: 500 }
    );
  });

  it('is the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(notebook, options, async (text, options) => {
        const [one, two] = [
          await compiled(text, options),
          await compiled(text, options)
        ];
        expect(JSON.stringify(one.objects)).toBe(JSON.stringify(two.objects));
      }),
      { numRuns: 50 }
    );
  });
});
