import { CommandRegistry } from '@lumino/commands';

/** Where a shortcut works. */
export type ShortcutPlace = 'command-mode' | 'notebook' | 'everywhere';

/** A command of ours, and what calls it. */
export interface Shortcut {
  readonly command: string;
  readonly label: string;
  readonly caption: string;
  /** One for each way to call it, as it is written on this system: `T S`; none where there is no key. */
  readonly keys: readonly string[];
  /** Of its first key. */
  readonly place: ShortcutPlace;
}

/**
 * What is bound to our commands at the moment, as people have set it: those
 * with keys first, in the order of their keys.
 */
export function shortcutsOf(commands: CommandRegistry): readonly Shortcut[] {
  const ids = commands.listCommands().filter(isOurs);
  const shortcuts = ids.map(command => {
    const bindings = commands.keyBindings.filter(
      each => each.command === command
    );
    const keys = bindings.map(({ keys }) =>
      keys.map(key => CommandRegistry.formatKeystroke([key])).join(' ')
    );
    return {
      command,
      label: commands.label(command),
      caption: commands.caption(command),
      keys: [...new Set(keys)],
      place: placeOf(bindings[0]?.selector ?? '')
    };
  });
  return shortcuts
    .filter(each => each.label !== '')
    .sort(
      (a, b) =>
        Number(a.keys.length === 0) - Number(b.keys.length === 0) ||
        (a.keys[0] ?? a.label).localeCompare(b.keys[0] ?? b.label)
    );
}

/** The first key of a command, as it is written on this system; undefined where it has none. */
export function keyOf(
  commands: CommandRegistry,
  command: string
): string | undefined {
  const binding = commands.keyBindings.find(each => each.command === command);
  return binding?.keys
    .map(key => CommandRegistry.formatKeystroke([key]))
    .join(' ');
}

function isOurs(command: string): boolean {
  return command.startsWith('cellway:');
}

function placeOf(selector: string): ShortcutPlace {
  if (selector.includes('jp-mod-commandMode')) {
    return 'command-mode';
  }
  return selector.includes('.jp-Notebook') ? 'notebook' : 'everywhere';
}
