import '../../../style/colours.css';
/** How many colours there are, see style/colours.css. */
export const COLOURS = 10;

/**
 * A colour for each step, the same on badges, in the panel and in the graph. A
 * step keeps its colour while others come and go, as far as neighbours can
 * still be told apart.
 *
 * @param names - of the steps, in the order of the notebook
 * @returns for each name a number below `COLOURS`
 */
export function stepColours(
  names: readonly string[]
): ReadonlyMap<string, number> {
  const colours = new Map<string, number>();
  const recent: number[] = [];
  for (const name of names) {
    if (colours.has(name)) {
      continue;
    }
    let colour = preferred(name);
    while (recent.includes(colour)) {
      colour = (colour + 1) % COLOURS;
    }
    colours.set(name, colour);
    recent.push(colour);
    if (recent.length === COLOURS - 2) {
      recent.shift();
    }
  }
  return colours;
}

/** The class that gives a node, and what is in it, `--jp-private-cellway-colour`. */
export function colourClass(colour: number): string {
  return `jp-Cellway-colour-${colour}`;
}

function preferred(name: string): number {
  let hash = 0;
  for (const letter of name) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  }
  return hash % COLOURS;
}
