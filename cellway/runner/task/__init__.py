"""A step as a task of Kubeflow Pipelines: `RUNNER --task EXECUTOR-INPUT --code FOLDER…
--input FOLDER… --result FOLDER`.

EXECUTOR-INPUT is the JSON that Kubeflow puts in the place of `{{$}}`. The code folders
hold what the pods of a run are given, as ConfigMaps do elsewhere (see `pod`), each a part
of it. There is no folder that tasks share: each leaves an artifact, the folder RESULT, with
the result of the step, the objects that it names, and what has become of the files of the
notebook's folder; the inputs are such folders, of all steps for which this one waits.
"""
