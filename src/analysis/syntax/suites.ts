import type { ConcreteNode } from './concrete';
import type { Conversion } from './conversion';
import type { Statement } from './tree';

/** The statements of a block; a block with none is told. */
export function blockOf(
  owner: ConcreteNode,
  block: ConcreteNode | undefined,
  conversion: Conversion
): Statement[] {
  const statements = conversion.statements(block?.children ?? []);
  if (statements.length === 0) {
    const keyword = owner.children.find(child => !child.named);
    conversion.report(
      { start: owner.start, end: keyword?.end ?? owner.end },
      `expected an indented block after '${keyword?.type ?? ''}'`
    );
  }
  return statements;
}
