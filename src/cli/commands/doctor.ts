import { styleText } from 'node:util';
import { examine } from '../../service/doctor/examine';
import type { Finding } from '../../service/doctor/finding';
import { createAnalyser } from '../analyser';
import type { ClusterWords } from '../cluster-options';
import { CallError, readArguments, type Command } from '../command';
import { RUNNER } from '../runner-path';

const SIGNS = {
  well: ['✓', 'green'],
  lacking: ['!', 'yellow'],
  missing: ['✗', 'red']
} as const;

export const doctor: Command = {
  summary: 'tell what works here, what is missing, and how to get it',
  usage: `Usage: cellway doctor [--json]
       cellway doctor --context NAME [--namespace NAME] [--options FILE] [--json]
       cellway doctor --context NAME [--namespace NAME] --clean [--yes]
       cellway doctor --context NAME [--namespace NAME] [--options FILE]
                      --clean --claim NAME [--days N] [--yes]

Looks at what Cellway needs to run the notebooks of this folder, and runs a
small one. Changes nothing.

With '--context', asks that cluster of the kubeconfig instead what it can do for
Cellway, and shows a role that gives the rights that are missing. With
'--clean', lists what runs have left there that are gone, and the runners that
no workflow names any more, and asks whether to remove it. With '--claim' too,
tells what is old on a claim for the results of all runs, and asks whether to
remove that: runs of which nothing has changed for 30 days and that are no
longer on the cluster, and values that no run has which stays. Other files on
the claim are left alone.

      --claim NAME      the claim that is tidied
      --days N          how old is what goes from it; 30 if absent
      --json            print JSON: one object a finding
      --namespace NAME  that of the context if absent
      --options FILE    how the cluster is used, as YAML: docs/argo.md
      --yes             remove without asking

Exit code: 0, or 1 if notebooks cannot be run here, or there.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' },
      context: { type: 'string' },
      namespace: { type: 'string' },
      options: { type: 'string' },
      clean: { type: 'boolean' },
      claim: { type: 'string' },
      days: { type: 'string' },
      yes: { type: 'boolean' }
    });
    if (positionals.length > 0) {
      throw new CallError("Call it without words: 'cellway doctor'.");
    }
    const { json = false, clean, yes = false, claim, days, ...words } = values;
    if (words.context === undefined) {
      const said = { claim, days, ...words, clean };
      const word = Object.entries(said).find(([, each]) => each !== undefined);
      if (word !== undefined) {
        throw new CallError(
          `--${word[0]} is about a cluster: name it with '--context'.`
        );
      }
      return examineHere(json);
    }
    if (claim !== undefined) {
      if (!clean) {
        throw new CallError("--claim says what to tidy: add '--clean'.");
      }
      const { tidyClaim } = await import('../doctor/tidy-claim');
      await tidyClaim(words, { claim, days, isAgreed: yes });
      return 0;
    }
    if (days !== undefined) {
      throw new CallError("--days is about a claim: name it with '--claim'.");
    }
    if (clean) {
      const { cleanCluster } = await import('../doctor/clusters');
      await cleanCluster(words, yes);
      return 0;
    }
    return examineCluster(words, json);
  }
};

async function examineHere(json: boolean): Promise<number> {
  const findings: Finding[] = [];
  const tools = { runner: RUNNER, loadAnalyser: createAnalyser };
  const tell = (finding: Finding): void => {
    findings.push(finding);
    if (!json) {
      console.log(describe(finding));
    }
  };
  for await (const finding of examine(process.cwd(), process.env, tools)) {
    tell(finding);
  }
  const { findContexts } = await import('../doctor/clusters');
  tell(await findContexts());
  if (json) {
    console.log(JSON.stringify(findings, undefined, 2));
  }
  return codeOf(findings);
}

async function examineCluster(
  words: ClusterWords,
  json: boolean
): Promise<number> {
  const { checkCluster } = await import('../doctor/clusters');
  const { findings, role } = await checkCluster(words);
  if (json) {
    console.log(JSON.stringify(findings, undefined, 2));
  } else {
    findings.forEach(each => console.log(describe(each)));
    if (role !== '') {
      console.log(`\n${role}`);
    }
  }
  return codeOf(findings);
}

function codeOf(findings: readonly Finding[]): number {
  return findings.some(each => each.state === 'missing') ? 1 : 0;
}

function describe({ subject, state, text, hint }: Finding): string {
  const [sign, colour] = SIGNS[state];
  const line = `${styleText(colour, sign)} ${subject.padEnd(18)}  ${text}`;
  return hint === undefined ? line : `${line}\n${' '.repeat(22)}${hint}`;
}
