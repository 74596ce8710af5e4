import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { ClusterEvent, Node, Pod } from '../../../kubernetes/objects';
import type { RunDiagnostic } from '../../../runs/run-event';
import { explainWaiting } from '../reasons/explain-waiting';

/** A step that waits on the cluster. */
export interface WaitingStep {
  /** Its id. */
  readonly step: string;
  /** Of its last try, where it could be made. */
  readonly pod?: Pod;
  /** What Argo says of it. */
  readonly message?: string;
}

/** For how many pods it is asked at a time: those behind them wait for the same. */
const AT_ONCE = 10;

/** Finds out why steps do not begin, and tells each reason once. */
export class WaitReasons {
  /** The code of what was told last, by the step. */
  private readonly _told = new Map<string, string>();
  private _nodes: Promise<readonly Node[]> | undefined;

  constructor(
    private readonly _client: KubernetesClient,
    private readonly _namespace: string,
    private readonly _tell: (step: string, diagnostic: RunDiagnostic) => void
  ) {}

  /** Does not reject: what a cluster does not tell, nobody is told. */
  async look(waiting: readonly WaitingStep[]): Promise<void> {
    for (const { step, pod, message } of waiting.slice(0, AT_ONCE)) {
      const reason = explainWaiting(
        pod,
        pod ? await this._events(pod) : [],
        Date.now(),
        { message, nodes: pod && (await (this._nodes ??= this._readNodes())) }
      );
      if (reason && this._told.get(step) !== reason.code) {
        this._told.set(step, reason.code);
        const { code, message, hint, isHopeless } = reason;
        const severity = isHopeless ? 'error' : 'warning';
        this._tell(step, { severity, code, message, hint });
      }
    }
  }

  private async _events({ metadata, spec }: Pod): Promise<ClusterEvent[]> {
    const claims = (spec.volumes ?? []).flatMap(
      each => each.persistentVolumeClaim?.claimName ?? []
    );
    const queries = [
      `involvedObject.uid=${metadata.uid}`,
      ...claims.map(
        each =>
          `involvedObject.kind=PersistentVolumeClaim,involvedObject.name=${each}`
      )
    ];
    const lists = await Promise.all(
      queries.map(fields =>
        this._client
          .list('events', { namespace: this._namespace, fields })
          .then(({ items }) => items, nothing)
      )
    );
    return lists.flat();
  }

  private async _readNodes(): Promise<readonly Node[]> {
    return this._client.list('nodes').then(({ items }) => items, nothing);
  }
}

function nothing(error: unknown): [] {
  if (error instanceof KubernetesError) {
    return [];
  }
  throw error;
}
