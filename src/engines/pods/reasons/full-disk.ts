import type { StepFailure } from '../../../runs/step-failure';

/** The claim on which the steps of a run store what they hand on, and in which they work. */
export interface FullClaim {
  readonly name: string;
  /** What somebody can do who wants to go on, as whole sentences. */
  readonly way: string;
}

/** As the C library says it (ENOSPC, EDQUOT; glibc and musl), SQLite, and NumPy. */
const FULL =
  /\[Errno (28|122)\]|No space left on device|(Disk q|Q)uota exceeded|database or disk is full|Not enough free space to write|\d+ requested and \d+ written/;

/** With what the runner begins to say that it is not the notebook that wanted to write. */
const OWN = 'there is no room';

/**
 * Why a step failed, with the way out where a disk was full.
 *
 * @param claim - absent where each pod has what it writes on the disk of its node
 */
export function explainFullDisk(
  failure: StepFailure,
  claim?: FullClaim
): StepFailure {
  const { kind, message, cell } = failure;
  if (!FULL.test(message)) {
    return failure;
  }
  const way = claim?.way ?? NODE_WAY;
  const disk = claim ? `the claim '${claim.name}'` : 'the disk of its node';
  if (kind === 'exception' && !message.includes(OWN)) {
    return {
      ...failure,
      hint: `The disk that it wrote to is full. The folder in which steps work is on ${disk}. ${way}`
    };
  }
  const start = kind === 'not-storable' ? 0 : message.indexOf(OWN);
  const what = message.slice(Math.max(0, start));
  return {
    kind,
    message: `${upper(disk)} is full: ${lower(what)}`,
    hint: way,
    ...(cell !== undefined && { cell })
  };
}

const NODE_WAY =
  'Let the step ask for the disk that it needs (ephemeral-storage), so that it gets a node that has it, then resume the run.';

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
