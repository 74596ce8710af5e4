const REFERENCE = /\$(?:\$|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)\})/gi;

/**
 * Fills `$NAME` and `${NAME}` in the values of a kernel's `env`; names that
 * are not set stay as they are, as with `safe_substitute` of Python's
 * `string.Template`, which Jupyter uses.
 */
export function expandTemplate(
  template: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>>
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [
      name,
      value.replace(REFERENCE, (all, bare?: string, braced?: string) =>
        all === '$$' ? '$' : (environment[bare ?? braced ?? ''] ?? all)
      )
    ])
  );
}
