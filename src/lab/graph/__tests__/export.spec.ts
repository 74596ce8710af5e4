import type { Appearance } from '../export/svg';
import { svgOf } from '../export/svg';
import { mermaidOf } from '../export/mermaid';
import { layoutInputOf } from '../layout/input';
import { layOutLayers } from '../layout/layered';
import type { StepGraph } from '../model/graph';
import { graphOf } from './sample';

const noReason = (): string => 'set by hand';

describe('a graph as Mermaid', () => {
  it('is a flowchart with flows, and orders dashed', () => {
    const graph = graphOf('load train', 'load>train: df, target');
    const order = graphOf('load plot', 'load>plot');
    expect(mermaidOf(graph, noReason)).toBe(
      [
        '```mermaid',
        'flowchart TD',
        '  s1["load"]',
        '  s2["train"]',
        '  s1 -->|"df, target"| s2',
        '```',
        ''
      ].join('\n')
    );
    expect(mermaidOf(order, noReason)).toContain('s1 -.->|"set by hand"| s2');
    expect(mermaidOf(order, noReason, 'right')).toContain('flowchart LR\n');
  });

  it('takes no name for its own syntax', () => {
    const graph = graphOf('end');
    const [node] = graph.nodes;
    const odd = { ...graph, nodes: [{ ...node, id: 'a "b" <c> #1; `x`' }] };
    expect(mermaidOf(odd as StepGraph, noReason)).toContain(
      's1["a #quot;b#quot; #lt;c#gt; #35;1; #96;x#96;"]'
    );
  });

  it('leaves out orders that others bring about', () => {
    const graph = graphOf('a b', 'a>b');
    const edges = graph.edges.map(edge => ({ ...edge, isImplied: true }));
    expect(mermaidOf({ ...graph, edges }, noReason)).not.toContain('s2\n```');
  });
});

const sign = (colour: string): { svg: string; colour: string } => ({
  svg: '<svg xmlns="http://www.w3.org/2000/svg" width="16"><path d="M0 0"/></svg>',
  colour
});

const LOOK: Appearance = {
  ground: 'white',
  node: 'snow',
  border: 'silver',
  line: 'gray',
  text: 'black',
  secondText: 'dimgray',
  font: 'system-ui, \'Segoe UI\', "Noto"',
  codeFont: 'monospace',
  colours: ['red', 'green', 'blue'],
  statuses: {
    idle: sign('gray'),
    pending: sign('gray'),
    running: sign('blue'),
    succeeded: sign('green'),
    cached: sign('green'),
    failed: sign('red'),
    skipped: sign('gray'),
    cancelled: sign('orange'),
    interrupted: sign('orange')
  },
  severities: {
    error: sign('crimson'),
    warning: sign('gold'),
    info: sign('navy')
  }
};

function draw(graph: StepGraph): Document {
  const layout = layOutLayers(layoutInputOf(graph));
  const text = svgOf(graph, layout, LOOK, {
    title: 'Graph of <a>.ipynb',
    below: node => `${node.cells.length} & more`
  });
  return new DOMParser().parseFromString(text, 'image/svg+xml');
}

describe('a graph as SVG', () => {
  it('is well formed, and needs nothing else', () => {
    const svg = draw(graphOf('load train', 'load>train: df'));
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelector('title')?.textContent).toBe('Graph of <a>.ipynb');
    expect(svg.documentElement.outerHTML).not.toMatch(/var\(|class=|url\(/);
  });

  it('has names, texts and lines, orders dashed', () => {
    const svg = draw(graphOf('load train plot', 'load>train: df', 'load>plot'));
    const texts = [...svg.querySelectorAll('text')].map(
      each => each.textContent
    );
    expect(texts).toEqual(
      expect.arrayContaining(['load', 'train', 'plot', 'df', '1 & more'])
    );
    const lines = [...svg.querySelectorAll('g[stroke="gray"] path')];
    expect(lines.map(each => each.hasAttribute('stroke-dasharray'))).toEqual([
      false,
      true
    ]);
  });

  it('draws the state of a step and the worst of what is told of it', () => {
    const graph = graphOf('load');
    const [node] = graph.nodes;
    const failed = {
      ...node,
      status: 'failed',
      marks: [{ severity: 'error', message: 'No.' }]
    };
    const svg = draw({ ...graph, nodes: [failed] } as StepGraph);
    expect(svg.querySelector('g[color="red"] path')).not.toBeNull();
    expect(svg.querySelector('g[color="crimson"] path')).not.toBeNull();
  });

  it('shortens names that have no room', () => {
    const name = 'a_name_that_is_longer_than_any_box_could_ever_be';
    const svg = draw(graphOf(name));
    const shown = svg.querySelector('text')?.textContent ?? '';
    expect(shown).toMatch(/^a_name_that.*…$/);
  });
});
