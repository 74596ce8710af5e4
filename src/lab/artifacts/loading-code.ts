import type { Loading } from '../../service/api/artifacts';

/** What a kernel tells of a loading; see cellway/runner/looking/kernel.py. */
export interface LoadingReport {
  /** Names that have another value in the kernel: then nothing was loaded. */
  readonly existing: readonly string[];
  readonly loaded: readonly {
    readonly name: string;
    readonly kind: 'value' | 'definition';
    readonly type: string;
    readonly shape?: readonly number[];
  }[];
  readonly failed: readonly {
    readonly names: readonly string[];
    readonly message: string;
  }[];
}

/** A variable that holds the report, for as long as it takes to read it. */
const REPORT = '_cellway_report';

/** Gives the report and removes it; in base 64, which needs no unquoting. */
export const REPORT_EXPRESSION = `globals().pop('${REPORT}')`;

/**
 * The code that loads values into a kernel. Nothing of ours stays there: no
 * name, no module, no folder on the search path.
 *
 * @param replace - whether names may get another value than they have
 */
export function loadingCode(
  { runner, objects, restore }: Loading,
  replace: boolean
): string {
  const request = { protocol: 1, objects, restore, replace };
  // What JSON writes for a text, Python reads as the same text.
  const program = JSON.stringify(runner);
  const text = JSON.stringify(JSON.stringify(request));
  return `
def ${REPORT}():
    import base64, os, sys
    program = ${program}
    if not os.path.exists(program):
        raise FileNotFoundError("the kernel does not see " + program + ": it may be on another machine")
    sys.path.insert(0, program)
    try:
        from _cellway_runner.looking.kernel import load
    finally:
        sys.path.remove(program)
    shell = globals().get("get_ipython", lambda: None)()
    told = load(${text}, globals(), shell)
    return base64.b64encode(told.encode("ascii")).decode("ascii")
try:
    ${REPORT} = ${REPORT}()
except BaseException:
    del ${REPORT}
    raise
`.trimStart();
}

/**
 * Reads what the expression gave.
 *
 * @param text - as Python shows a text, in quotes
 */
export function readReport(text: string): LoadingReport {
  const json = atob(text.replace(/^['"]|['"]$/g, ''));
  return JSON.parse(json) as LoadingReport;
}
