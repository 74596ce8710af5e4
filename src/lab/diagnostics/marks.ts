/** What is loaded when the first notebook is seen. */
export { offerFixes } from './fix-menu';
export { goToProblem } from './go-to-problem';
export { NotebookMarks } from './notebook-marks';
