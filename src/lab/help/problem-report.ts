import type { Finding } from '../../service/api/surroundings';
import { ServiceError } from '../api/service-error';
import { isMismatch, type Versions } from './versions';

/** What a report is made of. */
export interface ReportParts {
  readonly versions: Versions;
  /** Undefined where they could not be had. */
  readonly findings: readonly Finding[] | undefined;
  /** As the browser names itself. */
  readonly browser: string;
  /** The code of what the panel says, `no-such-run`. */
  readonly problem?: string;
}

/**
 * The text of a report on a problem, to be completed by who sends it. It holds
 * versions, states and codes: no paths, no names of notebooks, no code. Of
 * what the doctor finds only the subject and the state, as its texts name paths.
 * It is in English, since others are to read it.
 */
export function problemReport({
  versions,
  findings,
  browser,
  problem
}: ReportParts): string {
  const { page, service, application } = versions;
  const isThere = !(service instanceof ServiceError);
  const bad = findings?.filter(each => each.state !== 'well') ?? [];
  const facts = [
    ['Cellway', page],
    [
      'Service',
      isThere
        ? `${service.version}, Node ${service.node}`
        : `no answer: ${service.code}`
    ],
    ...(isMismatch(versions) ? [['Versions', 'page and service differ']] : []),
    ['Application', application],
    ['Browser', browser],
    [
      'Environment',
      findings === undefined
        ? 'not known'
        : bad.length === 0
          ? 'all is well'
          : bad.map(each => `${each.subject}: ${each.state}`).join('; ')
    ],
    ...(problem === undefined ? [] : [['Last problem', problem]])
  ];
  return [
    '### What I did',
    '',
    '### What I expected',
    '',
    '### What happened instead',
    '',
    '### Versions',
    '',
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
    ''
  ].join('\n');
}
