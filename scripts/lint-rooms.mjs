import { isBuiltin } from 'node:module';
import path from 'node:path';

/**
 * ESLint rule: a file of one room (a folder directly in src/) imports only from
 * the rooms and packages that the tables in eslint.config.mjs open to it.
 * Every kind of import counts: static, dynamic, type-only and re-export.
 */
export default {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: {
      unknown:
        'src/{{room}} is no room: add it to the table in eslint.config.mjs.',
      room: "'{{from}}' may not import from '{{to}}': it may import {{allowed}}.",
      package: "'{{from}}' may not import '{{to}}': only {{allowed}} may."
    }
  },

  create(context) {
    const { rooms, packages } = context.options[0];
    const src = path.join(context.cwd, 'src');
    const file = context.filename;
    const [from] = path.relative(src, file).split(path.sep);
    const isTest = file.split(path.sep).includes('__tests__');

    if (!(from in rooms)) {
      return {
        Program: node =>
          context.report({ node, messageId: 'unknown', data: { room: from } })
      };
    }

    /** A file in src/: it must lie in this room, or in a place open to it. */
    function checkFile(node, name) {
      const target = path.relative(src, path.resolve(path.dirname(file), name));
      const to = target
        .split(path.sep)
        .join('/')
        .replace(/\.tsx?$/, '');
      const allowed = rooms[from].split(' ').filter(Boolean);
      const isOpen = [from, ...allowed].some(
        place => to === place || to.startsWith(`${place}/`)
      );
      if (!isOpen) {
        report(node, 'room', to, allowed.join(', ') || 'no other room');
      }
    }

    /** A package: the first row that matches it says which rooms may have it. */
    function checkPackage(node, name) {
      const row = packages.find(({ match }) =>
        match.some(prefix =>
          prefix === 'node:'
            ? isBuiltin(name)
            : name === prefix || name.startsWith(`${prefix}/`)
        )
      );
      if (row && !row.rooms.split(' ').includes(from)) {
        report(node, 'package', name, row.rooms.split(' ').join(', '));
      }
    }

    function report(node, messageId, to, allowed) {
      context.report({ node, messageId, data: { from, to, allowed } });
    }

    function check(node) {
      const name = node?.value;
      if (typeof name !== 'string') {
        return;
      }
      if (name.startsWith('.')) {
        checkFile(node, name);
      } else if (!isTest) {
        // Tests may read files and use Node in every room.
        checkPackage(node, name);
      }
    }

    return {
      ImportDeclaration: node => check(node.source),
      ExportNamedDeclaration: node => check(node.source),
      ExportAllDeclaration: node => check(node.source),
      ImportExpression: node => check(node.source),
      TSImportType: node => check(node.source ?? node.argument.literal),
      TSExternalModuleReference: node => check(node.expression)
    };
  }
};
