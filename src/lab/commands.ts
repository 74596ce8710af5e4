/** The ids of our commands. */
export namespace CommandIDs {
  export const run = 'cellway:run';
  export const cancel = 'cellway:cancel';
  export const resume = 'cellway:resume';
  export const runFromHere = 'cellway:run-from-here';
  export const runToHere = 'cellway:run-to-here';
  export const openRun = 'cellway:open-run';
  export const nextProblem = 'cellway:next-problem';
  export const previousProblem = 'cellway:previous-problem';
  export const fix = 'cellway:fix';
  export const openGraph = 'cellway:open-graph';
  export const copyGraph = 'cellway:copy-graph';
  export const exportGraph = 'cellway:export-graph';
  export const focusBadge = 'cellway:focus-badge';
  export const stepSettings = 'cellway:step-settings';
  export const openRunView = 'cellway:open-run-view';
  export const copyOutputs = 'cellway:copy-outputs';
  export const showArtifacts = 'cellway:show-artifacts';
  export const loadInputs = 'cellway:load-inputs';
  export const loadVariable = 'cellway:load-variable';
  export const downloadVariable = 'cellway:download-variable';
  export const runWhatIsLeft = 'cellway:run-what-is-left';
  export const suggestSteps = 'cellway:suggest-steps';
  export const showPanel = 'cellway:show-panel';
  export const notebookSettings = 'cellway:notebook-settings';
  export const makeStep = 'cellway:make-step';
  export const tagImports = 'cellway:tag-imports';
  export const tagFunctions = 'cellway:tag-functions';
  export const tagParameters = 'cellway:tag-parameters';
  export const tagMetrics = 'cellway:tag-metrics';
  export const tagSkip = 'cellway:tag-skip';
  export const untag = 'cellway:untag';
  export const renameStep = 'cellway:rename-step';
  export const mergeStep = 'cellway:merge-step';
  export const splitStep = 'cellway:split-step';
  export const openTagMenu = 'cellway:open-tag-menu';
}
