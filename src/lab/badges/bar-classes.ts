import { colourClass } from '../colours/step-colours';
import type { CellRow } from './cell-rows';

/**
 * The classes that give a cell its bar. Its colour is always that of the step,
 * also of one that failed: that is said by the badge, in a shape and in words.
 */
export function barClasses({ plan, news }: CellRow): readonly string[] {
  const { colour, isGuess } = plan;
  if (colour === undefined) {
    return [];
  }
  return [
    'jp-CellwayCell',
    colour === 'neutral' ? 'jp-mod-cellwayNeutral' : colourClass(colour),
    ...(isGuess ? ['jp-mod-cellwayGuess'] : []),
    ...(news.status === 'running' ? ['jp-mod-cellwayRunning'] : [])
  ];
}
