/** What the doctor has found out about one thing. */
export interface Finding {
  /** What it is about. */
  readonly subject: string;
  /** `missing` keeps notebooks from running, `lacking` takes a part away. */
  readonly state: 'well' | 'lacking' | 'missing';
  readonly text: string;
  /** How to get it; of what is not well. */
  readonly hint?: string;
}

export function well(subject: string, text: string): Finding {
  return { subject, state: 'well', text };
}

export function lacking(subject: string, text: string, hint: string): Finding {
  return { subject, state: 'lacking', text, hint };
}

export function missing(subject: string, text: string, hint: string): Finding {
  return { subject, state: 'missing', text, hint };
}
