/** What the benchmark measures, for esbuild to bundle. */
export { CellAnalyser } from '../../src/analysis/cell-code';
export { createParser } from '../../src/analysis/syntax/parser';
export { NotebookDocument } from '../../src/notebook/document';
export { PipelineBuilder, buildPipeline } from '../../src/pipeline/build';
