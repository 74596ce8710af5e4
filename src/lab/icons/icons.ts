import { LabIcon } from '@jupyterlab/ui-components';
import pipelineSvg from '../../../style/icons/pipeline.svg';

/** The sign of Cellway: steps, and what goes from one to the next. */
export const pipelineIcon = new LabIcon({
  name: 'cellway:pipeline',
  svgstr: pipelineSvg
});
