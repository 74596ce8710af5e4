import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';
import { shortcutsOf, type Shortcut, type ShortcutPlace } from './shortcuts';

const SETTINGS = 'settingeditor:open';

/** Lists the keys of our commands, as they are bound at the moment. */
export async function showShortcuts(
  commands: CommandRegistry,
  trans: TranslationBundle
): Promise<void> {
  const canChange = commands.hasCommand(SETTINGS);
  const { button } = await showDialog({
    title: trans.__('Keyboard Shortcuts of Cellway'),
    body: ReactWidget.create(
      <Shortcuts shortcuts={shortcutsOf(commands)} trans={trans} />
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Close') }),
      ...(canChange ? [Dialog.okButton({ label: trans.__('Change…') })] : [])
    ],
    defaultButton: 0
  });
  if (button.accept) {
    await commands.execute(SETTINGS, { query: 'Keyboard Shortcuts' });
  }
}

function Shortcuts({
  shortcuts,
  trans
}: {
  readonly shortcuts: readonly Shortcut[];
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const bound = shortcuts.filter(each => each.keys.length > 0);
  const unbound = shortcuts.filter(each => each.keys.length === 0);
  const places: readonly [ShortcutPlace, string][] = [
    [
      'command-mode',
      trans.__('In a notebook, while no cell is being edited (press Escape)')
    ],
    ['notebook', trans.__('In a notebook')],
    ['everywhere', trans.__('Everywhere')]
  ];
  return (
    <div
      className="jp-CellwayHelp jp-CellwayHelp-scroll"
      role="region"
      aria-label={trans.__('Keyboard shortcuts of Cellway')}
      tabIndex={0}
    >
      {places.map(([place, title]) => {
        const here = bound.filter(each => each.place === place);
        return (
          here.length > 0 && (
            <Group key={place} title={title} shortcuts={here} />
          )
        );
      })}
      {bound.length === 0 && (
        <p>{trans.__('No command of Cellway has a key.')}</p>
      )}
      {unbound.length > 0 && (
        <details>
          <summary>
            {trans.__('Commands without a key: %1', unbound.length)}
          </summary>
          <ul>
            {unbound.map(each => (
              <li key={each.command} title={each.caption}>
                {each.label}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Group({
  title,
  shortcuts
}: {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}): React.JSX.Element {
  return (
    <table className="jp-CellwayHelp-keys">
      <caption>{title}</caption>
      <tbody>
        {shortcuts.map(({ command, label, caption, keys }) => (
          <tr key={command} title={caption}>
            <th scope="row">{label}</th>
            <td>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
