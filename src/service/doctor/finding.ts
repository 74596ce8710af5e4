import type { Finding } from '../api/surroundings';

export type { Finding };

export function well(subject: string, text: string): Finding {
  return { subject, state: 'well', text };
}

export function lacking(subject: string, text: string, hint: string): Finding {
  return { subject, state: 'lacking', text, hint };
}

export function missing(subject: string, text: string, hint: string): Finding {
  return { subject, state: 'missing', text, hint };
}
