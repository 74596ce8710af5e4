import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import { describeRule, type Rule } from '../../../kubernetes/rule';

/** Reads what may be read of a cluster, and keeps the rights that are missing for the rest. */
export class Readable {
  private readonly _found = new Map<string, { rule: Rule; without: string }>();

  get rules(): readonly Rule[] {
    return [...this._found.values()].map(each => each.rule);
  }

  get lacks(): { readonly right: string; readonly without: string }[] {
    return [...this._found].map(([right, { without }]) => ({ right, without }));
  }

  /**
   * @param without - what does not work without it
   * @returns undefined where it may not be read
   * @throws KubernetesError of all other kinds
   */
  async read<T>(answer: Promise<T>, without: string): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof KubernetesError && error.code === 'forbidden') {
        const { rule } = error.about;
        if (rule) {
          this._found.set(describeRule(rule), { rule, without });
        }
        return undefined;
      }
      throw error;
    }
  }
}
