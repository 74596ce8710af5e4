import { textOf } from '../../runs/shown-outputs';
import type { LogLine, WatchedEvent } from '../engine';

/** The text among the events of a run: what steps printed, and their tracebacks. */
export async function* logLines(
  events: AsyncIterable<WatchedEvent>,
  steps: ReadonlySet<string>
): AsyncGenerator<LogLine> {
  for await (const event of events) {
    if (event.type === 'output' && steps.has(event.step)) {
      const { step, cell, time, output } = event;
      const line = { step, cell, time };
      switch (output.output_type) {
        case 'stream': {
          const stream = output.name === 'stderr' ? 'stderr' : 'stdout';
          yield { ...line, stream, text: textOf(output.text) };
          break;
        }
        case 'error':
          yield { ...line, stream: 'stderr', text: traceback(output) };
          break;
        default: {
          const text = plainText(output.data);
          if (text !== '') {
            yield { ...line, stream: 'stdout', text: `${text}\n` };
          }
        }
      }
    }
  }
}

/** The lines of an error output, as a terminal shows them. */
export function traceback(output: Readonly<Record<string, unknown>>): string {
  const { traceback: lines } = output;
  return Array.isArray(lines) ? `${lines.join('\n')}\n` : '';
}

function plainText(data: unknown): string {
  return typeof data === 'object' && data !== null && 'text/plain' in data
    ? textOf(data['text/plain'])
    : '';
}
