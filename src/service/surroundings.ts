import { dirname } from 'node:path';
import type { Finding } from './api/surroundings';
import { resolveContentsPath } from './contents-path';
import { examine } from './doctor/examine';
import type { Tools } from './doctor/tools';
import { giveExamples } from './examples/give-examples';

export interface SurroundingsOptions {
  /** The absolute path of the contents' root. */
  readonly root: string;
  /** That of the kernels. */
  readonly environment: NodeJS.ProcessEnv;
  readonly tools: Tools;
  /** Where the examples may be installed, the best first. */
  readonly examples: readonly string[];
}

/** What is around the notebooks: what they run with, and examples beside them. */
export class Surroundings {
  private _examining = new Map<string, Promise<Finding[]>>();

  constructor(private readonly _options: SurroundingsOptions) {}

  /**
   * What works for the notebooks beside one, or for those of the root.
   *
   * @throws ServiceError `invalid-path`
   */
  async findings(notebook: string | undefined): Promise<Finding[]> {
    const { root } = this._options;
    const folder =
      notebook === undefined
        ? root
        : dirname(resolveContentsPath(root, notebook));
    // It runs a notebook: whoever presses twice gets the same answer.
    const going = this._examining.get(folder) ?? this._examine(folder);
    this._examining.set(folder, going);
    return going.finally(() => this._examining.delete(folder));
  }

  /** @throws ServiceError `no-examples`, `examples-not-copied` */
  async examples(): ReturnType<typeof giveExamples> {
    return giveExamples(this._options.examples, this._options.root);
  }

  private async _examine(folder: string): Promise<Finding[]> {
    const { environment, tools } = this._options;
    const findings: Finding[] = [];
    for await (const finding of examine(folder, environment, tools)) {
      findings.push(finding);
    }
    return findings;
  }
}
