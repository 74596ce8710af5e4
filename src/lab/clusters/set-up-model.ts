import type { JSONObject } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  CheckedCluster,
  ClusterChoices,
  ClusterContext
} from '../../service/api/clusters';
import type { IService } from '../api/service';
import { asServiceError, ServiceError } from '../api/service-error';
import {
  optionsOf,
  readSettings,
  type ClusterSettings
} from './cluster-settings';
import type { RunTarget } from './run-target';

/** The fields that the dialog asks for; the rest is in the settings editor. */
export type Field =
  | 'namespace'
  | 'image'
  | 'results'
  | 'claim'
  | 'storageClass'
  | 'repository'
  | 'bucket'
  | 'bucketEndpoint'
  | 'bucketSecret';

/** A cluster that is being chosen: nothing is kept before `save` or `keepEdits`. */
export class SetUpModel implements IDisposable {
  private _contexts: readonly ClusterContext[] | undefined;
  private _settings: ClusterSettings;
  private _checked: CheckedCluster | undefined;
  private _choices: ClusterChoices = {};
  private _problem: ServiceError | undefined;
  private _isChecking = false;
  private _isEdited = false;
  /** Counts what was asked: an answer to an older question is no answer. */
  private _asked = 0;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);

  constructor(
    private readonly _service: IService,
    private readonly _target: RunTarget
  ) {
    this._settings = _target.settings;
  }

  /** Undefined until they are read. */
  get contexts(): readonly ClusterContext[] | undefined {
    return this._contexts;
  }

  get context(): ClusterContext | undefined {
    return this._contexts?.find(each => each.name === this._settings.context);
  }

  get checked(): CheckedCluster | undefined {
    return this._checked;
  }

  /** What the cluster has told that there is, the last time that it was asked. */
  get choices(): ClusterChoices {
    return this._choices;
  }

  get problem(): ServiceError | undefined {
    return this._problem;
  }

  get isChecking(): boolean {
    return this._isChecking;
  }

  /** Whether the program of the context, where it has one, may be run. */
  get isAgreed(): boolean {
    const { context } = this;
    return (
      context?.program === undefined ||
      this._settings.programs[context.name] === context.program
    );
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  field(name: Field): string {
    const value = this._settings.values[name];
    return typeof value === 'string' ? value : '';
  }

  /** Reads what there is to choose from. Never throws: see `problem`. */
  async load(): Promise<void> {
    try {
      this._contexts = await this._service.clusters.contexts();
      const { context } = this;
      const first =
        this._contexts.find(each => each.isCurrent) ?? this._contexts[0];
      if (!context && first) {
        this._set({ context: first.name, namespace: '' });
      }
    } catch (error) {
      this._problem = asServiceError(error);
    }
    this._emit();
  }

  chooseContext(name: string): void {
    this._edit({
      context: name,
      namespace: '',
      claim: '',
      storageClass: '',
      bucketSecret: ''
    });
    this._choices = {};
    this._emit();
  }

  setField(name: Field, value: string): void {
    this._edit({ [name]: value });
    this._emit();
  }

  agree(isAgreed: boolean): void {
    const { context } = this;
    if (context?.program !== undefined) {
      const programs = Object.fromEntries(
        Object.entries({
          ...this._settings.programs,
          [context.name]: context.program
        }).filter(([name]) => isAgreed || name !== context.name)
      );
      this._edit({ programs });
      this._emit();
    }
  }

  /** Asks the cluster what it can do. Never throws: see `problem`. */
  async check(): Promise<void> {
    const { context } = this;
    if (!context) {
      return;
    }
    const asked = ++this._asked;
    this._isChecking = true;
    this._checked = undefined;
    this._problem = undefined;
    this._emit();
    const options = optionsOf(this._settings);
    const { namespace } = this._settings;
    let found: CheckedCluster | ServiceError;
    try {
      found = await this._service.clusters.check({
        context: context.name,
        ...(namespace !== '' && { namespace }),
        ...(context.program !== undefined &&
          this.isAgreed && { program: context.program }),
        options
      });
    } catch (error) {
      found = asServiceError(error);
    }
    if (asked === this._asked) {
      this._isChecking = false;
      if (found instanceof ServiceError) {
        this._problem = found;
      } else {
        this._checked = found;
        this._choices = found.choices;
      }
      this._emit();
    }
  }

  /** Keeps what a person has changed so far; runs go where they went. */
  async keepEdits(): Promise<void> {
    if (this._isEdited) {
      await this._target.set(this._settings.values);
    }
  }

  /** Keeps what was chosen, and lets runs go there. */
  async save(): Promise<void> {
    await this._target.set(this._settings.values);
    this._target.choose('cluster');
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private _edit(values: JSONObject): void {
    this._isEdited = true;
    this._set(values);
  }

  /** What was found out before is not of what is chosen now. */
  private _set(values: JSONObject): void {
    this._settings = readSettings({ ...this._settings.values, ...values });
    this._asked++;
    this._isChecking = false;
    this._checked = undefined;
    this._problem = undefined;
  }

  private _emit(): void {
    if (!this._isDisposed) {
      this._changed.emit();
    }
  }
}
