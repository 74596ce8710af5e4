import { LabIcon } from '@jupyterlab/ui-components';
import pinSvg from '../../../style/icons/pin.svg';
import pipelineSvg from '../../../style/icons/pipeline.svg';
import tuneSvg from '../../../style/icons/tune.svg';

/** The sign of Cellway: steps, and what goes from one to the next. */
export const pipelineIcon = new LabIcon({
  name: 'cellway:pipeline',
  svgstr: pipelineSvg
});

/** Keeps a run. */
export const pinIcon = new LabIcon({ name: 'cellway:pin', svgstr: pinSvg });

/** The sign of settings: sliders. */
export const tuneIcon = new LabIcon({ name: 'cellway:tune', svgstr: tuneSvg });
