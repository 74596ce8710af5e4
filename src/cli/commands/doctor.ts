import { styleText } from 'node:util';
import { examine } from '../../service/doctor/examine';
import type { Finding } from '../../service/doctor/finding';
import { createAnalyser } from '../analyser';
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

Looks at what Cellway needs to run the notebooks of this folder, and runs a
small one. Changes nothing.

  --json  print JSON: one object a finding

Exit code: 0, or 1 if notebooks cannot be run here.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' }
    });
    if (positionals.length > 0) {
      throw new CallError("Call it without words: 'cellway doctor'.");
    }
    const findings: Finding[] = [];
    const tools = { runner: RUNNER, loadAnalyser: createAnalyser };
    for await (const finding of examine(process.cwd(), process.env, tools)) {
      findings.push(finding);
      if (!values.json) {
        console.log(describe(finding));
      }
    }
    if (values.json) {
      console.log(JSON.stringify(findings, undefined, 2));
    }
    return findings.some(each => each.state === 'missing') ? 1 : 0;
  }
};

function describe({ subject, state, text, hint }: Finding): string {
  const [sign, colour] = SIGNS[state];
  const line = `${styleText(colour, sign)} ${subject.padEnd(18)}  ${text}`;
  return hint === undefined ? line : `${line}\n${' '.repeat(22)}${hint}`;
}
