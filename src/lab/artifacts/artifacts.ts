/** What is loaded when somebody looks at artifacts, or does something with them. */
export {
  downloadVariable,
  loadInputs,
  loadVariable,
  runWhatIsLeft
} from './actions';
export { ArtifactViews } from './artifact-views';
