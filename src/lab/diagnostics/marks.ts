/** What is loaded when the first notebook is seen. */
import '../../../style/diagnostics.css';

export { offerFixes } from './fix-menu';
export { goToProblem } from './go-to-problem';
export { NotebookMarks } from './notebook-marks';
