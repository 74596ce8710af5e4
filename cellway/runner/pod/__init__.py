"""A step in a pod of its own: `RUNNER --pod CODE --step N --data FOLDER --work FOLDER`.

CODE is a folder with the plan of the run (`src/engines/pods/run-plan.ts`) and the files
of the project, N the place of the step in the plan, from 1. The data folder is shared by
the pods of all runs and laid out as the store of one machine is: `objects/`, and
`runs/ID/steps/N/` with the request and the result of each step. The step runs in the
work folder, which the pods of one run share.

With `--gate SOCKET` the pods share nothing: see `s3`. With `--step N.N…` there are several
steps in the pod: see `pack`. Then `--workflow UID` says what made it, so that another try
goes on behind what is done, and `--passing FOLDER:FOLDER…` which folders are the pod's alone.
So it calls itself with `--without MODULE,MODULE…`, which are not imported ahead, and with
`--apart yes` for one of its steps that cannot be forked.
"""
