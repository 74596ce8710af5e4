/**
 * What the code of a notebook imports, as far as it may be imported ahead of
 * the steps: `module`, or `module:name` for `from module import name`.
 */

/**
 * Packages that start threads or connections when they are imported, which
 * none of the processes would have that are forked then.
 */
export const NEVER_FORKED = [
  'cupy',
  'dask_cuda',
  'grpc',
  'jax',
  'jaxlib',
  'polars',
  'pyspark',
  'ray',
  'tensorflow',
  'torch'
];

const IMPORT = /^import[ \t]+([^\n;#]+)/gm;
const FROM = /^from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n;#]+)/gm;

/**
 * Code that may change what an import means: the environment that libraries
 * read then, or where modules are found.
 */
const CHANGES_IMPORTS = new RegExp(
  [
    /\b(?:environ|putenv|dotenv|load_dotenv|PYTHONPATH)\b/,
    /%(?:set_)?env\b/,
    /\bsys\s*\.\s*path\b(?!\s*\.\s*append\b)/,
    /\bsys\s*\.\s*(?:meta_path|path_hooks)\b/,
    /\bsys\s*\.\s*modules\s*(?:\[[^\]]*\]\s*=(?!=)|\.\s*pop\b)/,
    /\bdel\s+sys\s*\.\s*modules\b/,
    /\baddsitedir\b/,
    /\bfrom\s+sys\s+import\b/
  ]
    .map(each => each.source)
    .join('|')
);

/** The imports of a notebook's code cells, in their order; none where they may not mean the same ahead. */
export function importsOf(sources: readonly string[]): string[] {
  return sources.some(each => CHANGES_IMPORTS.test(each))
    ? []
    : [...new Set(sources.flatMap(importsIn))];
}

/** The imports that begin a line. */
export function importsIn(source: string): string[] {
  const found: { place: number; names: string[] }[] = [];
  for (const match of source.matchAll(IMPORT)) {
    const modules = match[1].split(',').map(each => each.trim().split(/\s/)[0]);
    found.push({ place: match.index, names: modules });
  }
  for (const match of source.matchAll(FROM)) {
    const [, module, names] = match;
    const members = names
      .replace(/#.*|[()\\]/g, '')
      .split(',')
      .map(each => each.trim().split(/\s/)[0])
      .filter(each => /^\w+$/.test(each))
      .map(each => `${module}:${each}`);
    found.push({ place: match.index, names: [module, ...members] });
  }
  return found
    .sort((a, b) => a.place - b.place)
    .flatMap(each => each.names)
    .filter(each => /^[A-Za-z_]\w*(\.\w+)*(:\w+)?$/.test(each))
    .filter(each => topLevel(each) !== '__future__');
}

/** The package that an import finds first. */
export function topLevel(name: string): string {
  return /^\w+/.exec(name)?.[0] ?? name;
}
