"""A step in a pod of its own: `RUNNER --pod PLAN --step N --data FOLDER --work FOLDER`.

PLAN is the plan of the run (`src/engines/pods/run-plan.ts`), N the place of the step in
it, from 1. The data folder is shared by the pods of all runs and laid out as the store of
one machine is: `objects/`, and `runs/ID/steps/N/` with the request and the result of each
step. The step runs in the work folder, which the pods of one run share.
"""
