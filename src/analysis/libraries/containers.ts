import type { CallRule } from './rules';
import { each } from './table';

/** Methods of lists, dicts, sets, deques and iterators made in the notebook. */
export const CONTAINER_METHODS: Readonly<Record<string, CallRule>> = {
  ...each('append add insert appendleft __setitem__', {
    receiver: 'changes',
    keeps: 'arguments',
    returns: 'scalar'
  }),
  ...each('extend update extendleft intersection_update', {
    receiver: 'changes',
    keeps: 'members',
    returns: 'scalar'
  }),
  ...each('difference_update symmetric_difference_update subtract', {
    receiver: 'changes',
    keeps: 'members',
    returns: 'scalar'
  }),
  ...each('remove discard clear sort reverse rotate __delitem__ move_to_end', {
    receiver: 'changes',
    returns: 'scalar'
  }),
  ...each('pop popitem popleft __next__ send throw close', {
    receiver: 'changes',
    returns: 'parts'
  }),
  setdefault: { receiver: 'changes', keeps: 'arguments', returns: 'parts' },
  ...each('get __getitem__', { returns: 'parts' }),
  ...each('keys values items __iter__', { returns: 'iterator' }),
  ...each('count index isdisjoint issubset issuperset __len__ __contains__', {
    returns: 'scalar'
  }),
  ...each('union intersection difference symmetric_difference', {
    returns: 'set'
  }),
  copy: { returns: 'list' },
  ...each('elements most_common total', { returns: 'list' }),
  fromkeys: { returns: 'dict' }
};

/**
 * Methods that leave their receiver alone in every library that people use:
 * what an object of unknown making is trusted with.
 */
export const READ_ONLY_METHODS: Readonly<Record<string, CallRule>> = {
  ...each(
    `format join strip lstrip rstrip lower upper title capitalize replace startswith endswith
     encode decode isdigit isalpha zfill splitlines split count`,
    { returns: 'new' }
  ),
  ...each('keys values items head tail', { returns: 'holds' }),
  ...each(
    `copy mean median std var sum min max describe nunique corr round astype tolist
     to_list to_dict to_numpy isna isnull notna predict predict_proba score`,
    { returns: 'new' }
  )
};
