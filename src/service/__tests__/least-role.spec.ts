import {
  documentedRole,
  rightsOf
} from '../../kubernetes/__tests__/documented-role';
import { describeRule } from '../../kubernetes/rule';
import { wantedRights } from '../clusters/rights';

test('The Role in the documentation is what the check of a cluster asks for, and no more', () => {
  const needed = wantedRights('made')
    .filter(each => each.isNeeded)
    .flatMap(each => each.rules);
  expect(rightsOf(documentedRole()).map(describeRule).sort()).toEqual(
    needed.map(describeRule).sort()
  );
});
