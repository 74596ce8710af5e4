import { withFixes } from '../diagnostic';
import { tagFixes } from '../fixes/tag-fixes';
import type { Check } from './context';

/** What is wrong with tags, headings and settings, as the notebook room found it. */
export const checkTags: Check = ({ notebook, tagged, analyser }) =>
  tagged.problems.map(problem =>
    withFixes(
      {
        severity: problem.severity,
        code: problem.code,
        message: `${problem.message}. ${problem.suggestion}`.replace(
          /\.\. /,
          '. '
        ),
        ...(problem.cell !== null && { cell: problem.cell })
      },
      () => tagFixes(problem, { notebook, tagged, analyser })
    )
  );
