/** What was measured, as a table of Markdown. */

export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function median(numbers) {
  return quantile(numbers, 0.5);
}

export class Report {
  rows = [];

  /** @param row - `{what, without, cellway, added, bar, met, samples}`, all but the first optional texts */
  add(row) {
    this.rows.push(row);
    const { what, without = '', cellway = '', added = '' } = row;
    console.error([what, without, cellway, added].filter(Boolean).join(' | '));
  }

  /** Times of both sides, in ms, and what is between their medians. */
  compare(what, [without, cellway], { unit = 'ms', bar, share = 0.5 } = {}) {
    const [one, other] = [without, cellway].map(each => quantile(each, share));
    const added = other - one;
    this.add({
      what,
      without: `${one.toFixed(1)} ${unit}`,
      cellway: `${other.toFixed(1)} ${unit}`,
      added: `${added.toFixed(1)} ${unit}`,
      ...(bar !== undefined && { bar: `${bar} ${unit}`, met: added <= bar }),
      samples: without.length + cellway.length
    });
  }

  /** Times with Cellway alone, in ms. */
  single(what, times, bar) {
    if (times.length === 0) {
      this.add({ what, cellway: 'not seen' });
      return;
    }
    const time = median(times);
    this.add({
      what,
      cellway: `${time.toFixed(0)} ms`,
      ...(bar !== undefined && { bar: `${bar} ms`, met: time <= bar }),
      samples: times.length
    });
  }

  markdown() {
    const cells = this.rows.map(row => [
      row.what,
      row.without ?? '',
      row.cellway ?? '',
      row.added ?? '',
      row.bar ?? '',
      row.met === undefined ? '' : row.met ? 'yes' : '**no**',
      String(row.samples ?? '')
    ]);
    const head = [
      '',
      'without',
      'with Cellway',
      'added',
      'bar',
      'met',
      'samples'
    ];
    const widths = head.map((_, i) =>
      Math.max(3, ...[head, ...cells].map(each => each[i].length))
    );
    const line = each =>
      `| ${each.map((text, i) => text.padEnd(widths[i])).join(' | ')} |`;
    return [head, widths.map(width => '-'.repeat(width)), ...cells]
      .map(line)
      .join('\n');
  }
}
