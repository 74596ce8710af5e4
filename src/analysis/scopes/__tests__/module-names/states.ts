/** What code has done to a name; one that is not here was not touched. */
export type Status = 'yes' | 'maybe' | 'deleted';

export type State = Map<string, Status>;

export function copyOf(state: State | undefined): State | undefined {
  return state && new Map(state);
}

/** What holds where several ways come together; ways that are not reached do not count. */
export function join(
  states: readonly (State | undefined)[]
): State | undefined {
  const reached = states.filter(state => state !== undefined);
  const [first, ...rest] = reached;
  const joined = copyOf(first);
  if (joined) {
    rest.forEach(state => joinInto(joined, state));
  }
  return joined;
}

/** Join a state into another one. */
export function joinInto(target: State, other: State | undefined): void {
  if (!other) {
    return;
  }
  for (const name of new Set([...target.keys(), ...other.keys()])) {
    const [one, two] = [target.get(name), other.get(name)];
    if (one === two) {
      continue;
    }
    const bound = [one, two].some(each => each === 'yes' || each === 'maybe');
    if (bound) {
      target.set(name, 'maybe');
    } else {
      // Deleted on one way and not touched on the other: it may be there still.
      target.delete(name);
    }
  }
}

/** A state in which what another state has bound may be bound too. */
export function withMaybe(
  state: State | undefined,
  other: State | undefined
): State | undefined {
  const result = copyOf(state);
  for (const [name, status] of other ?? []) {
    if (result && !result.has(name) && status !== 'deleted') {
      result.set(name, 'maybe');
    }
  }
  return result;
}
