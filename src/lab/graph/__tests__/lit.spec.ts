import { linesOf } from '../model/lines';
import { litBy } from '../model/lit';
import { graphOf } from './sample';

describe('what is lit with a step', () => {
  const graph = graphOf(
    'a b c d e f',
    'a>b: x',
    'b>c: x',
    'c>d: x',
    'a>e: x',
    'e>d: x',
    'a>d: x'
  );
  const lit = litBy('b', linesOf(graph.edges));

  it('are the steps before it and behind it', () => {
    const names = graph.nodes.map(node => node.id);
    expect(names.filter(id => lit.hasNode(id))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are the lines to and from it, not those that pass it by', () => {
    const edges = graph.edges.filter(edge => lit.hasEdge(edge));
    expect(edges.map(({ from, to }) => `${from}>${to}`)).toEqual([
      'a>b',
      'b>c',
      'c>d'
    ]);
  });
});
