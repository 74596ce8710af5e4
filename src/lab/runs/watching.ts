/** What it takes to watch a run, loaded with the first one that is watched. */
export { followEvents } from '../api/follow-events';
export { reduce } from './reduce';
