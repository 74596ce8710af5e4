import '../../../style/tour.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { TourCard } from './tour-card';
import { TourModel } from './tour-model';
import { tourSteps } from './tour-steps';

let open: TourCard | undefined;

/**
 * Shows the tour from its beginning; one that is open goes on.
 *
 * @param takesFocus - whether somebody has asked for it: else it only says that it is there
 * @param isOnePage - see `tourSteps`
 */
export async function startTour(
  commands: CommandRegistry,
  trans: TranslationBundle,
  takesFocus: boolean,
  isOnePage: boolean
): Promise<void> {
  if (!open || open.isDisposed) {
    const model = new TourModel(tourSteps(commands, trans, isOnePage));
    open = new TourCard(model, commands, trans);
    Widget.attach(open, document.body);
  }
  if (takesFocus) {
    await open.takeFocus();
  } else {
    open.say();
  }
}
