import { dump } from 'js-yaml';

/** An object of Kubernetes: of its fields, those that are written in a way of their own. */
interface Written {
  /** Files, each as Base64. */
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** Objects as a file that `kubectl create` takes. */
export function writeYaml(objects: readonly object[]): string {
  return objects.map(writeObject).join('---\n');
}

/**
 * Files are written as JSON, which is YAML too: js-yaml looks at each text for
 * the shortest way to write it, and at theirs for longer than at all the rest.
 */
function writeObject({ binaryData, ...rest }: Written): string {
  const text = dump(rest, { lineWidth: -1, noRefs: true });
  return binaryData
    ? `${text}binaryData: ${JSON.stringify(binaryData)}\n`
    : text;
}
