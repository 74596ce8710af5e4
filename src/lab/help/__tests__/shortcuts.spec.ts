import { CommandRegistry } from '@lumino/commands';
import { keyOf, shortcutsOf } from '../shortcuts';

const COMMAND_MODE = '.jp-Notebook.jp-mod-commandMode :focus';

function registry(...ids: string[]): CommandRegistry {
  const commands = new CommandRegistry();
  for (const id of ids) {
    commands.addCommand(id, { label: id.split(':')[1], execute: () => null });
  }
  return commands;
}

describe('shortcutsOf', () => {
  it('tells the keys that are bound now, not those that were meant', () => {
    const commands = registry('cellway:tag', 'cellway:run', 'other:tag');
    const bind = (command: string, keys: string[]) =>
      commands.addKeyBinding({ command, keys, selector: COMMAND_MODE });
    bind('other:tag', ['X']);
    const first = bind('cellway:tag', ['T', 'S']);
    first.dispose();
    bind('cellway:tag', ['Y']);
    expect(
      shortcutsOf(commands).map(({ command, keys }) => [command, ...keys])
    ).toEqual([['cellway:tag', 'Y'], ['cellway:run']]);
    expect(keyOf(commands, 'cellway:tag')).toBe('Y');
    expect(keyOf(commands, 'cellway:run')).toBeUndefined();
  });

  it('writes chords and each key of a command once', () => {
    const commands = registry('cellway:tag');
    for (const selector of [COMMAND_MODE, 'body']) {
      commands.addKeyBinding({
        command: 'cellway:tag',
        keys: ['T', 'S'],
        selector
      });
    }
    expect(shortcutsOf(commands)[0].keys).toEqual(['T S']);
    expect(keyOf(commands, 'cellway:tag')).toBe('T S');
  });

  it.each([
    [COMMAND_MODE, 'command-mode'],
    ['.jp-Notebook', 'notebook'],
    ['body', 'everywhere']
  ])('says where a key for %s works: %s', (selector, place) => {
    const commands = registry('cellway:tag');
    commands.addKeyBinding({ command: 'cellway:tag', keys: ['T'], selector });
    expect(shortcutsOf(commands)[0].place).toBe(place);
  });
});
