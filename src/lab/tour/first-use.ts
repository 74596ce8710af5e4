import type { ILabShell } from '@jupyterlab/application';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '../commands';
import type { ISessions } from '../sessions/sessions';

export interface FirstUseParts {
  readonly commands: CommandRegistry;
  readonly labShell: ILabShell | null;
  readonly sessions: ISessions | null;
  /** Called when the panel is opened, and when cells are tagged. */
  readonly onUse: () => void;
}

/** What is in the way: a question, or a tour of `jupyterlab-tour`. */
const BUSY = '.jp-Dialog, [class*="react-joyride"]';

/**
 * Notices that somebody begins to use Cellway: opens its panel, or tags cells.
 * A panel that is open when this is called was opened by nobody.
 */
export function noticeUse({
  commands,
  labShell,
  sessions,
  onUse
}: FirstUseParts): void {
  let wasOpen = isPanelOpen();
  const look = (isTagging: boolean): void => {
    const isOpen = isPanelOpen();
    const isUsed = (isOpen && !wasOpen) || (isTagging && hasTags(sessions));
    if (isUsed && document.querySelector(BUSY)) {
      return;
    }
    wasOpen = isOpen;
    if (isUsed) {
      onUse();
    }
  };
  labShell?.layoutModified.connect(() => look(false));
  commands.commandExecuted.connect((_, { id, result }) => {
    // Elsewhere than in JupyterLab nobody tells that a sidebar was opened.
    if (id.startsWith('cellway:') || id === 'application:toggle-panel') {
      void result.finally(() => look(isTagging(id))).catch(() => undefined);
    }
  });
}

function isPanelOpen(): boolean {
  const panel = document.getElementById('cellway-panel');
  return panel !== null && panel.offsetParent !== null;
}

function isTagging(id: string): boolean {
  return id === CommandIDs.makeStep || id.startsWith('cellway:tag-');
}

/** A question for a name may have been answered with none. */
function hasTags(sessions: ISessions | null): boolean {
  const shown = sessions?.existing?.pipeline.shown;
  return shown?.tagged.blocks.some(each => each.origin === 'tag') ?? false;
}
