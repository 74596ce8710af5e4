import { LabIcon } from '@jupyterlab/ui-components';
import pinSvg from '../../../style/icons/pin.svg';
import pipelineSvg from '../../../style/icons/pipeline.svg';

/** The sign of Cellway: steps, and what goes from one to the next. */
export const pipelineIcon = new LabIcon({
  name: 'cellway:pipeline',
  svgstr: pipelineSvg
});

/** Keeps a run. */
export const pinIcon = new LabIcon({ name: 'cellway:pin', svgstr: pinSvg });
