import { LABEL } from '../layout/labels';
import {
  LETTER,
  type Box,
  type Label,
  type Layout,
  type Route
} from '../layout/layout';
import type { GraphNode, StepGraph } from '../model/graph';
import type { ShownStatus } from '../../icons/state-icons';
import type { Severity } from '../../../pipeline/diagnostic';

/** What a drawing that stands alone needs, resolved: colours as CSS has them, fonts as lists of families. */
export interface Appearance {
  readonly ground: string;
  readonly node: string;
  readonly border: string;
  readonly line: string;
  readonly text: string;
  readonly secondText: string;
  readonly font: string;
  readonly codeFont: string;
  /** By the number of a step's colour. */
  readonly colours: readonly string[];
  readonly statuses: Readonly<Record<ShownStatus, Sign>>;
  readonly severities: Readonly<Record<Severity, Sign>>;
}

/** An icon, 16 px wide and high. */
export interface Sign {
  /** As SVG, which draws in `currentColor`. */
  readonly svg: string;
  readonly colour: string;
}

/** What is said in words. */
export interface DrawnTexts {
  readonly title: string;
  /** Below the name of a step. */
  readonly below: (node: GraphNode) => string;
}

const PADDING = 12;
const FONT = 13;
const SMALL = 11;

/** Letters of the font of text are narrower than those of code; some are not. */
const WIDE_LETTER = 0.6;

/** The graph as a file of its own: it needs neither JupyterLab nor a browser. */
export function svgOf(
  { nodes, edges }: StepGraph,
  layout: Layout,
  look: Appearance,
  texts: DrawnTexts
): string {
  const { width, height, routes, boxes } = layout;
  const labels = routes.flatMap(({ label }) =>
    label && !label.isCrowded ? [label] : []
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img" font-family="${escape(look.font)}">`,
    `<title>${escape(texts.title)}</title>`,
    `<rect width="100%" height="100%" fill="${escape(look.ground)}"/>`,
    `<g fill="none" stroke="${escape(look.line)}" stroke-width="1.5">`,
    ...routes.map(route => line(route, edges[route.edge].variables.length > 0)),
    '</g>',
    `<g fill="${escape(look.secondText)}" text-anchor="middle" font-family="${escape(look.codeFont)}" font-size="${LABEL.font}">`,
    ...labels.map(label => drawLabel(label, look.ground)),
    '</g>',
    ...nodes.flatMap(node => {
      const box = boxes.get(node.id);
      return box ? [drawNode(node, box, look, texts.below(node))] : [];
    }),
    '</svg>',
    ''
  ].join('\n');
}

function line({ path }: Route, isFlow: boolean): string {
  const dashes = isFlow ? '' : ' stroke-dasharray="5 4"';
  return path === '' ? '' : `<path d="${path}"${dashes}/>`;
}

function drawLabel(
  { text: content, x, y, width }: Label,
  ground: string
): string {
  const corner = `x="${round(x - width / 2)}" y="${round(y - LABEL.height / 2)}"`;
  return [
    `<rect ${corner} width="${round(width)}" height="${LABEL.height}" fill="${escape(ground)}"/>`,
    `<text x="${round(x)}" y="${round(y)}" dy="0.35em">${escape(content)}</text>`
  ].join('');
}

function drawNode(
  node: GraphNode,
  { x, y, width, height }: Box,
  look: Appearance,
  below: string
): string {
  const [mark] = node.marks;
  const nameWidth = width - 2 * PADDING - 22 - (mark ? 20 : 0);
  const isLow = height < 34;
  const middle = isLow ? height / 2 : 17;
  return [
    `<g transform="translate(${round(x)} ${round(y)})">`,
    `<rect x=".5" y=".5" width="${round(width - 1)}" height="${height - 1}" rx="5" fill="${escape(look.node)}" stroke="${escape(look.border)}"/>`,
    `<path d="M5 0H4.500A4.500 4.500 0 0 0 0 4.500V${height - 4.5}A4.500 4.500 0 0 0 4.500 ${height}H5Z" fill="${escape(look.colours[node.colour] ?? look.line)}"/>`,
    sign(look.statuses[node.status], PADDING, middle - 8),
    text(
      fit(node.id, nameWidth, FONT * WIDE_LETTER),
      PADDING + 22,
      middle,
      FONT,
      look.text
    ),
    mark ? sign(look.severities[mark.severity], width - 24, middle - 8) : '',
    isLow
      ? ''
      : text(
          fit(below, width - 2 * PADDING - 22, SMALL * WIDE_LETTER),
          PADDING + 22,
          height - 14,
          SMALL,
          look.secondText
        ),
    '</g>'
  ].join('');
}

function text(
  content: string,
  x: number,
  y: number,
  size: number,
  colour: string
): string {
  return `<text x="${x}" y="${round(y)}" dy="0.35em" font-size="${size}" fill="${escape(colour)}">${escape(content)}</text>`;
}

function sign({ svg, colour }: Sign, x: number, y: number): string {
  const inner = svg
    .trim()
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '');
  return `<g transform="translate(${round(x)} ${round(y)})" color="${escape(colour)}">${inner}</g>`;
}

/** As much of a text as there is room for. */
function fit(content: string, width: number, letter: number): string {
  const count = Math.max(1, Math.floor(width / Math.max(LETTER, letter)));
  return content.length > count ? `${content.slice(0, count - 1)}…` : content;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
