import type { PipelineBuilder } from '../build';

/** Makes the pipeline of one notebook again and again, tagged in other ways. */
export type Builder = Pick<PipelineBuilder, 'build'>;
