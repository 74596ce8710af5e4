import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import { WOKEN } from '../compile/objects';

/** How long Argo may take to come to a workflow, in ms. */
const PATIENCE = 15_000;

/**
 * Wakes a workflow that Argo does not come to. Its controller acts on what it
 * remembers, which may be that the workflow still has to wait, and looks again
 * only when something changes.
 */
export class IdleWorkflow {
  private _since = performance.now();

  constructor(
    private readonly _client: KubernetesClient,
    private readonly _namespace: string,
    private readonly _name: string,
    private readonly _patience = PATIENCE
  ) {}

  /**
   * Changes something of it, where it is time to. Whoever may not wakes nothing.
   *
   * @param hasBegun - whether Argo has come to any step
   */
  async look(hasBegun: boolean): Promise<void> {
    const now = performance.now();
    if (hasBegun || now - this._since < this._patience) {
      return;
    }
    this._since = now;
    const annotations = { [WOKEN]: new Date().toISOString() };
    try {
      await this._client.merge(
        'workflows',
        this._name,
        { metadata: { annotations } },
        { namespace: this._namespace }
      );
    } catch (error) {
      if (!(error instanceof KubernetesError)) {
        throw error;
      }
    }
  }
}
