/** All that Help > Cellway needs beside its commands; loaded when one of them is used. */
import '../../../style/help.css';

export { showAbout } from './about-dialog';
export { showFindings } from './findings-dialog';
export { makeGuide } from './guide';
export { problemReport } from './problem-report';
export { showReport } from './report-dialog';
export { showShortcuts } from './shortcuts-dialog';
export { findVersions } from './versions';
