import type { CodePart } from './code-parts';
import {
  artifact,
  type ComponentSpec,
  type ContainerSpec
} from './pipeline-spec';

/**
 * Writes what its arguments hold: a folder, then files by their names, in
 * Base64. What it says in the output file Kubeflow knows by itself; not so its
 * SDK, where it runs pipelines on one machine.
 */
const UNPACK = `import base64, gzip, json, os, sys
task, folder, *rest = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
for name, text in zip(rest[::2], rest[1::2]):
    data = base64.b64decode(text)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(gzip.decompress(data) if name.endswith(".pyz") else data)
outputs = json.loads(task)["outputs"]
os.makedirs(os.path.dirname(outputs["outputFile"]), exist_ok=True)
with open(outputs["outputFile"], "w") as file:
    json.dump({"artifacts": outputs["artifacts"]}, file)
`;

/** The output of a task that brings a part of the code. */
export const CODE = 'code';

export const CODE_COMPONENT: Omit<ComponentSpec, 'executorLabel'> = {
  outputDefinitions: { artifacts: { [CODE]: artifact('system.Artifact') } }
};

export function codeContainer(part: CodePart, image: string): ContainerSpec {
  return {
    image,
    command: ['python3'],
    args: [
      '-c',
      UNPACK,
      '{{$}}',
      `{{$.outputs.artifacts['${CODE}'].path}}`,
      ...part.flat()
    ]
  };
}
