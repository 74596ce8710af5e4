/** The longest name of a workflow from which the names of all its pods can be made. */
const LONGEST = 40;

/** What can be a name on a cluster (RFC 1123), made of a text; '' where nothing of it can. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}

/** A name for each text, as like it as can be: two texts never get the same one. */
export function uniqueNames(texts: readonly string[]): string[] {
  const taken = new Set<string>();
  return texts.map(text => {
    const wanted = slug(text) || 'step';
    let name = wanted;
    for (let number = 2; taken.has(name); number++) {
      name = `${wanted}-${number}`;
    }
    taken.add(name);
    return name;
  });
}
