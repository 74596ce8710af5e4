import type { Channel } from '../connection/channel';
import { KubernetesError } from '../kubernetes-error';
import type { NewObject, Objects } from '../objects';
import { resourcePath } from '../resource-path';
import {
  RESOURCES,
  type Resource,
  type ResourceTo,
  type Verb
} from '../resources';
import { callJson, describeCall, type Call, type CallOptions } from './call';
import { listPages, type Listed, type Page, type Query } from './list';

/** Who has written a field, in the words of server-side apply. */
const MANAGER = { fieldManager: 'cellway' };

/** Fields that the cluster does not know are refused, rather than dropped. */
const STRICT = { fieldValidation: 'Strict' };

export interface In {
  /** That of the context where it is not said; of no meaning where the resource lies in none. */
  readonly namespace?: string;
}

export interface CreateOptions extends CallOptions, In {
  /** Lets the cluster check it first, with all its policies and quotas, without making it. */
  readonly rehearse?: boolean;
}

export interface DeleteOptions extends CallOptions, In {
  /** What becomes of what it owns; `Background` removes that afterwards. */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
}

/**
 * Reads and changes the objects of a cluster: only the resources and verbs of
 * RESOURCES, in the namespaces that are open. Objects are raw JSON.
 *
 * Every method throws KubernetesError, or the reason of its signal.
 */
export class KubernetesClient {
  private readonly _namespaces: readonly string[] | undefined;

  /** @param options - `namespaces`: those that may be used; any where it is not said */
  constructor(
    readonly channel: Channel,
    options: { readonly namespaces?: readonly string[] } = {}
  ) {
    this._namespaces = options.namespaces;
  }

  /** The namespace that is meant where none is named. */
  get namespace(): string {
    return this.channel.namespace;
  }

  async get<R extends ResourceTo<'get'>>(
    resource: R,
    name: string,
    options: CallOptions & In = {}
  ): Promise<Objects[R]> {
    const call = this._call('GET', 'get', resource, options, name);
    return callJson(this.channel, call, options);
  }

  /** All that are there, read page by page. */
  async list<R extends ResourceTo<'list'>>(
    resource: R,
    options: CallOptions & In & Query = {}
  ): Promise<Listed<Objects[R]>> {
    const items: Objects[R][] = [];
    let resourceVersion = '';
    for await (const page of this.pages(resource, options)) {
      if (page.isRestart) {
        items.length = 0;
      }
      // One at a time: a page without a limit may be larger than a call can have arguments.
      page.items.forEach(item => items.push(item));
      ({ resourceVersion } = page);
    }
    return { items, resourceVersion };
  }

  /** The pages of a list. One that says `isRestart` makes those before it void. */
  pages<R extends ResourceTo<'list'>>(
    resource: R,
    options: CallOptions & In & Query = {}
  ): AsyncGenerator<Page<Objects[R]>> {
    const call = this._call('GET', 'list', resource, options);
    return listPages<Objects[R]>(this.channel, call, options);
  }

  /**
   * Makes an object. `about.isUncertain` of an error says that it may be there
   * all the same: look by its name.
   */
  async create<R extends ResourceTo<'create'>>(
    resource: R,
    object: NewObject,
    options: CreateOptions = {}
  ): Promise<Objects[R]> {
    if (options.rehearse) {
      await this.rehearse(resource, object, options);
    }
    const call = this._creation(resource, object, options);
    return callJson(this.channel, call, options);
  }

  /** What the cluster would make of it: checked with all its policies and quotas, and not made. */
  async rehearse<R extends ResourceTo<'create'>>(
    resource: R,
    object: NewObject,
    options: CallOptions & In = {}
  ): Promise<Objects[R]> {
    const call = this._creation(resource, object, options);
    return callJson(
      this.channel,
      { ...call, isRepeatable: true, query: { ...call.query, dryRun: 'All' } },
      options
    );
  }

  /**
   * Makes an object or changes it to be so (server-side apply). Fields that
   * somebody else has set are not taken over: that is a conflict.
   */
  async apply<R extends ResourceTo<'patch'>>(
    resource: R,
    object: NewObject & { readonly metadata: { readonly name: string } },
    options: CallOptions & In = {}
  ): Promise<Objects[R]> {
    const { name } = object.metadata;
    const call = this._call('PATCH', 'patch', resource, options, name);
    return callJson(
      this.channel,
      {
        ...call,
        query: { ...MANAGER, ...STRICT },
        // JSON is YAML.
        headers: { 'content-type': 'application/apply-patch+yaml' },
        body: { ...typeOf(resource), ...object }
      },
      options
    );
  }

  /** Changes fields; null removes one (JSON merge patch). */
  async merge<R extends ResourceTo<'patch'>>(
    resource: R,
    name: string,
    patch: Readonly<Record<string, unknown>>,
    options: CallOptions & In = {}
  ): Promise<Objects[R]> {
    const call = this._call('PATCH', 'patch', resource, options, name);
    return callJson(
      this.channel,
      {
        ...call,
        query: { ...MANAGER, ...STRICT },
        headers: { 'content-type': 'application/merge-patch+json' },
        body: patch
      },
      options
    );
  }

  /** Removes the very object that was seen, and none that has taken its name since. */
  async delete<R extends ResourceTo<'delete'>>(
    resource: R,
    { name, uid }: { readonly name: string; readonly uid: string },
    options: DeleteOptions = {}
  ): Promise<void> {
    const call = this._call('DELETE', 'delete', resource, options, name);
    const body = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid },
      propagationPolicy: options.propagation ?? 'Background'
    };
    await callJson(this.channel, { ...call, body }, options);
  }

  /** Ends the connections, and what still goes on over them. */
  async close(): Promise<void> {
    await this.channel.close();
  }

  /**
   * The namespace that is meant.
   *
   * @throws KubernetesError `namespace-not-open`
   */
  open(namespace = this.namespace): string {
    if (this._namespaces && !this._namespaces.includes(namespace)) {
      throw new KubernetesError(
        'namespace-not-open',
        `The namespace '${namespace}' is not open to Cellway here.`,
        `Use ${this._namespaces.join(' or ')}.`,
        { namespace }
      );
    }
    return namespace;
  }

  private _creation(
    resource: ResourceTo<'create'>,
    object: NewObject,
    options: In
  ): Call {
    const { name } = object.metadata;
    return {
      ...this._call('POST', 'create', resource, options),
      ...(name !== undefined && { name }),
      query: { ...MANAGER, ...STRICT },
      body: { ...typeOf(resource), ...object },
      isRepeatable: false
    };
  }

  private _call(
    method: Call['method'],
    verb: Verb,
    resource: Resource,
    options: In,
    name?: string
  ): Call {
    const { isNamespaced } = RESOURCES[resource];
    const namespace = isNamespaced ? this.open(options.namespace) : undefined;
    return {
      method,
      path: resourcePath(resource, namespace ?? '', name),
      ...describeCall(verb, resource),
      namespace,
      name,
      isRepeatable: true
    };
  }
}

/** `apiVersion` and `kind` of a resource. */
export function typeOf(resource: Resource): {
  apiVersion: string;
  kind: string;
} {
  const { group, version, kind } = RESOURCES[resource];
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind };
}
