import { nullTranslator } from '@jupyterlab/translation';
import { Panel } from '@lumino/widgets';
import { Badge } from '../badge';

describe('a badge', () => {
  it('takes its node out of a cell that is thrown away', () => {
    const cell = new Panel();
    const actions = {
      openMenu: jest.fn(),
      openProblems: jest.fn(),
      goTo: jest.fn(),
      leave: jest.fn()
    };
    const badge = new Badge(actions, nullTranslator.load('cellway'));
    cell.addWidget(badge);
    expect(cell.node.contains(badge.node)).toBe(true);
    cell.dispose();
    expect(badge.isDisposed).toBe(true);
    expect(cell.node.contains(badge.node)).toBe(false);
  });
});
