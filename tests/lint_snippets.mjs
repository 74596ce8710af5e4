/**
 * Lints snippets as if they were files of this repository: reads
 * `[{path, code}]` from stdin, writes `[[ruleId, …], …]` to stdout.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

// The snippets are no files of the TypeScript project, so rules that need types are off.
const eslint = new ESLint({
  overrideConfig: tseslint.configs.disableTypeChecked
});

const rules = [];
for (const { path, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: path });
  rules.push(result.messages.map(message => message.ruleId ?? message.message));
}
console.log(JSON.stringify(rules));
