import type {
  Expression,
  Keyword,
  Parameter,
  Statement,
  TypeParameter
} from '../tree';

/** An expression in a notation that shows how it is nested: `(a + (b * c))`. */
export function shape(node: Expression): string {
  switch (node.kind) {
    case 'Name':
      return node.id;
    case 'Constant':
      return node.value === undefined ? node.type : JSON.stringify(node.value);
    case 'JoinedString':
      return `f[${list(node.parts)}]`;
    case 'Attribute':
      return `${shape(node.value)}.${node.attribute}`;
    case 'Subscript':
      return `${shape(node.value)}[${shape(node.index)}]`;
    case 'Slice':
      return `slice(${list(node.bounds)})`;
    case 'Starred':
      return `*${shape(node.value)}`;
    case 'Call':
      return `${shape(node.callee)}(${[...node.args.map(shape), ...node.keywords.map(keyword)].join(', ')})`;
    case 'Operation':
      return node.form === 'unary'
        ? `(${node.operator} ${shape(node.operands[0])})`
        : `(${node.operands.map(shape).join(` ${node.operator} `)})`;
    case 'Conditional':
      return `(${shape(node.body)} if ${shape(node.test)} else ${shape(node.otherwise)})`;
    case 'Lambda':
      return `(lambda ${node.parameters.map(parameter).join(', ')}: ${shape(node.body)})`;
    case 'Comprehension': {
      const clauses = node.clauses.map(
        ({ target, iterable, conditions }) =>
          ` for ${shape(target)} in ${shape(iterable)}` +
          conditions.map(each => ` if ${shape(each)}`).join('')
      );
      return `${node.form}(${list(node.elements)}${clauses.join('')})`;
    }
    case 'Suspension':
      return `(${node.form}${node.value ? ` ${shape(node.value)}` : ''})`;
    case 'NamedExpression':
      return `(${node.target.id} := ${shape(node.value)})`;
    case 'Collection':
      return `${node.form}(${list(node.elements)})`;
    case 'Dict':
      return `dict(${node.items
        .map(item =>
          item.key
            ? `${shape(item.key)}: ${shape(item.value)}`
            : `**${shape(item.value)}`
        )
        .join(', ')})`;
    case 'Escape': {
      const reads = node.interpolated.length
        ? ` reads ${list(node.interpolated)}`
        : '';
      const body = node.body ? ` runs {${shapes(node.body)}}` : '';
      const text =
        node.text === undefined ? '' : ` text ${JSON.stringify(node.text)}`;
      return `<${node.form} ${node.name}|${node.argument}${reads}${body}${text}>`;
    }
    case 'Missing':
      return '?';
  }
}

/** Statements in the same notation, in one line. */
export function shapes(statements: readonly Statement[]): string {
  return statements.map(shapeOfStatement).join('; ');
}

function shapeOfStatement(node: Statement): string {
  switch (node.kind) {
    case 'ExpressionStatement':
      return shape(node.value);
    case 'Assign':
      return [...node.targets, node.value].map(shape).join(' = ');
    case 'AugmentedAssign':
      return `${shape(node.target)} ${node.operator} ${shape(node.value)}`;
    case 'AnnotatedAssign':
      return `${shape(node.target)}: ${shape(node.annotation)}${node.value ? ` = ${shape(node.value)}` : ''}`;
    case 'Delete':
      return `del ${list(node.targets)}`;
    case 'Leave':
      return `${node.form} ${list(node.values)}`.trim();
    case 'Simple':
      return node.form;
    case 'ScopeDeclaration':
      return `${node.form} ${node.names.join(', ')}`;
    case 'Import':
      return `import ${imported(node.names)}`;
    case 'ImportFrom':
      return `from ${'.'.repeat(node.level)}${node.module} import ${node.names === 'all' ? '*' : imported(node.names)}`;
    case 'If':
      return `if ${shape(node.test)} {${shapes(node.body)}}${otherwise(node.otherwise)}`;
    case 'While':
      return `while ${shape(node.test)} {${shapes(node.body)}}${otherwise(node.otherwise)}`;
    case 'For':
      return `for ${shape(node.target)} in ${shape(node.iterable)} {${shapes(node.body)}}${otherwise(node.otherwise)}`;
    case 'With':
      return `with ${node.items
        .map(
          ({ context, target }) =>
            shape(context) + (target ? ` as ${shape(target)}` : '')
        )
        .join(', ')} {${shapes(node.body)}}`;
    case 'Try': {
      const handlers = node.handlers.map(
        ({ type, name, body }) =>
          ` except${type ? ` ${shape(type)}` : ''}${name ? ` as ${name}` : ''} {${shapes(body)}}`
      );
      const final = node.final.length ? ` finally {${shapes(node.final)}}` : '';
      return `try {${shapes(node.body)}}${handlers.join('')}${otherwise(node.otherwise)}${final}`;
    }
    case 'Match': {
      const cases = node.cases.map(
        ({ pattern, guard, body }) =>
          ` case reads(${list(pattern.reads)}) captures(${list(pattern.captures)})` +
          `${pattern.irrefutable ? ' any' : ''}${guard ? ` if ${shape(guard)}` : ''} {${shapes(body)}}`
      );
      return `match ${shape(node.subject)}${cases.join('')}`;
    }
    case 'FunctionDef':
      return (
        `${decorators(node.decorators)}${node.async ? 'async ' : ''}def ${node.name}${generic(node.typeParameters)}` +
        `(${node.parameters.map(parameter).join(', ')})${node.returns ? ` -> ${shape(node.returns)}` : ''} {${shapes(node.body)}}`
      );
    case 'ClassDef':
      return (
        `${decorators(node.decorators)}class ${node.name}${generic(node.typeParameters)}` +
        `(${[...node.bases.map(shape), ...node.keywords.map(keyword)].join(', ')}) {${shapes(node.body)}}`
      );
    case 'TypeAlias':
      return `type ${node.name.id}${generic(node.typeParameters)} = ${shape(node.value)}`;
    case 'SyntaxError':
      return `error {${shapes(node.recovered)}}`;
  }
}

function list(nodes: readonly Expression[]): string {
  return nodes.map(shape).join(', ');
}

function keyword({ name, value }: Keyword): string {
  return name === undefined ? `**${shape(value)}` : `${name}=${shape(value)}`;
}

function parameter(node: Parameter): string {
  const star = node.form.startsWith('*') ? node.form : '';
  const mark =
    { 'positional-only': '/', 'keyword-only': '!' }[node.form as string] ?? '';
  const annotation = node.annotation ? `: ${shape(node.annotation)}` : '';
  const value = node.default ? `=${shape(node.default)}` : '';
  return star + node.name + mark + annotation + value;
}

function generic(parameters: readonly TypeParameter[]): string {
  const written = parameters.map(
    ({ name, bound, default: value }) =>
      name +
      (bound ? `: ${shape(bound)}` : '') +
      (value ? ` = ${shape(value)}` : '')
  );
  return written.length ? `[${written.join(', ')}]` : '';
}

function imported(
  names: readonly { readonly name: string; readonly alias?: string }[]
): string {
  return names
    .map(({ name, alias }) => (alias ? `${name} as ${alias}` : name))
    .join(', ');
}

function decorators(nodes: readonly Expression[]): string {
  return nodes.map(node => `@${shape(node)} `).join('');
}

function otherwise(statements: readonly Statement[]): string {
  return statements.length ? ` else {${shapes(statements)}}` : '';
}
