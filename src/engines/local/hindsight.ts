import type { Observed } from '../../runs/observed';
import type { RunDiagnostic } from '../../runs/run-event';
import type { StepFailure } from '../../runs/step-failure';
import type { StepResult } from '../../runs/step-result';
import { FileRaces, type FileRace } from './file-races';
import { hiddenDraws } from './hidden-draws';
import type { Plan } from '../plan';

/** What has turned out now that a step has ended. */
export interface Findings {
  readonly told: readonly {
    readonly step: string;
    readonly diagnostic: RunDiagnostic;
  }[];
  /** Steps that have to run again, with all that wait for them. */
  readonly again: readonly string[];
  /** A step whose result cannot be had any more. */
  readonly spoiled?: { readonly step: string; readonly failure: StepFailure };
}

const WAY_OUT =
  "Let one wait for the other: tag the lower one with 'prev:' and the name of the upper one, or run one step at a time.";

/** Finds where steps that ran at the same time have not done what Run All does. */
export class Hindsight {
  private readonly _races: FileRaces;

  constructor(private readonly _plan: Plan) {
    this._races = new FileRaces(_plan);
  }

  begin(step: string): void {
    this._races.begin(step);
  }

  /** @param result - where it succeeded */
  end(
    step: string,
    observed: Observed | undefined,
    result: StepResult | undefined
  ): Findings {
    const races = observed ? this._races.end(step, observed) : [];
    const again = races.filter(each => each.outcome === 'again');
    for (const { above, below, path } of again) {
      this._plan.order(below, above, path);
    }
    const spoiled = races.find(each => each.outcome === 'spoiled');
    return {
      told: [
        ...(result ? hiddenDraws(this._plan, result) : []).map(diagnostic => ({
          step,
          diagnostic
        })),
        ...races
          .filter(each => each.outcome !== 'spoiled')
          .map(race => this._tell(race))
      ],
      again: again.map(each => each.below),
      ...(spoiled && { spoiled: this._fail(spoiled) })
    };
  }

  private _tell(race: FileRace): Findings['told'][number] {
    const { above, below, path, outcome } = race;
    const step = outcome === 'again' ? below : above;
    const message =
      outcome === 'again'
        ? `Step '${below}' ran before step '${above}' had written ${path}, so it runs again`
        : `Steps '${above}' and '${below}' used ${path} at the same time: the result may differ from Run All`;
    const diagnostic: RunDiagnostic = {
      severity: 'warning',
      code: 'file-race',
      message,
      hint: WAY_OUT,
      cell: this._cellOf(step)
    };
    return { step, diagnostic };
  }

  private _fail({
    above,
    below,
    path
  }: FileRace): NonNullable<Findings['spoiled']> {
    const failure: StepFailure = {
      kind: 'input',
      message: `Step '${above}' read ${path} after step '${below}', which stands below it, had changed it`,
      hint: `${WAY_OUT} Bring the file back first.`,
      cell: this._cellOf(above)
    };
    return { step: above, failure };
  }

  private _cellOf(step: string): number | undefined {
    return this._plan.step(step).cells[0]?.cell;
  }
}
