import { rulesFor } from '../../kubernetes/access/permissions';
import type { Rule } from '../../kubernetes/rule';

/** Rights on a cluster that belong together, and what they are for. */
export interface Right {
  readonly rules: readonly Rule[];
  /** What does not work without them. */
  readonly without: string;
  /** Whether nothing can be run without them. */
  readonly isNeeded: boolean;
}

/** Where the results of steps are stored: on claims that runs get, on one that is there, in a bucket. */
export type ResultsPlace = 'made' | 'claim' | 'bucket';

/** The rights that Cellway makes use of in a namespace, the needed ones first. */
export function wantedRights(results: ResultsPlace): Right[] {
  const hasClaim = results !== 'made';
  const claims: Right = {
    rules: rulesFor('persistentvolumeclaims', [
      ...(results === 'claim' ? [] : ['get' as const]),
      'create',
      'patch'
    ]),
    without: hasClaim
      ? 'volumes of notebooks cannot be made'
      : 'nothing can be run, unless the settings name a claim that is there, for the results of steps',
    isNeeded: !hasClaim
  };
  const seen: Right = {
    rules: rulesFor('persistentvolumeclaims', ['get']),
    without: 'the claim for results cannot be looked at, so nothing can be run',
    isNeeded: true
  };
  return [
    {
      rules: rulesFor('workflows', [
        'get',
        'list',
        'watch',
        'create',
        'patch',
        'delete'
      ]),
      without: 'nothing can be run',
      isNeeded: true
    },
    {
      rules: rulesFor('configmaps', ['get', 'create', 'patch']),
      without: 'steps do not get their code, so nothing can be run',
      isNeeded: true
    },
    {
      rules: [
        ...rulesFor('pods', ['get', 'list', 'watch']),
        ...rulesFor('pods', ['get'], 'log')
      ],
      without: 'what steps print and find does not come back',
      isNeeded: true
    },
    ...{ made: [claims], claim: [seen], bucket: [] }[results],
    {
      rules: rulesFor('events', ['list', 'watch']),
      without:
        'why a pod is not scheduled, or its image or volume does not come, is not told',
      isNeeded: false
    },
    {
      rules: rulesFor('pods', ['create', 'delete']),
      without:
        'values that steps have left, and results too large for a log, are not fetched',
      isNeeded: false
    },
    ...(claims.isNeeded ? [] : [claims]),
    {
      rules: rulesFor('persistentvolumeclaims', ['list']),
      without: 'claims are typed, not chosen',
      isNeeded: false
    },
    {
      rules: rulesFor('nodes', ['list']),
      without:
        'GPUs are typed, not chosen, and what no node has room for is found out by waiting',
      isNeeded: false
    },
    {
      rules: [
        ...rulesFor('resourcequotas', ['list']),
        ...rulesFor('limitranges', ['list'])
      ],
      without:
        'what the namespace has no room for is told by its refusal, not before',
      isNeeded: false
    }
  ];
}
