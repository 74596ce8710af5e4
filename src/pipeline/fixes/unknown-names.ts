/** What may have been meant by a name that no step before makes. */
import { BUILTIN_NAMES } from '../../analysis/libraries/builtin-names';
import { STANDARD_MODULES } from '../../analysis/libraries/standard-library';
import type { Place } from '../../analysis/dataflow/objects';
import type { Name, Span } from '../../analysis/syntax/tree';
import { forEachChild, type SyntaxNode } from '../../analysis/syntax/walk';
import { closestName } from '../../notebook/blocks/closest-name';
import type { CheckContext } from '../checks/context';
import type { Fix } from '../diagnostic';
import type { AnalysedUnit } from '../unit';
import {
  appendLines,
  endsPlainly,
  insertLines,
  isPython,
  replaceSource
} from './source-edits';

/** How everybody calls them. */
const ALIASES: Readonly<Record<string, string>> = {
  np: 'import numpy as np',
  pd: 'import pandas as pd',
  pl: 'import polars as pl',
  plt: 'import matplotlib.pyplot as plt',
  mpl: 'import matplotlib as mpl',
  sns: 'import seaborn as sns',
  sp: 'import scipy as sp',
  sm: 'import statsmodels.api as sm',
  xr: 'import xarray as xr',
  nx: 'import networkx as nx',
  tf: 'import tensorflow as tf',
  px: 'import plotly.express as px',
  torch: 'import torch',
  sklearn: 'import sklearn',
  requests: 'import requests',
  tqdm: 'from tqdm.auto import tqdm',
  Path: 'from pathlib import Path',
  partial: 'from functools import partial',
  defaultdict: 'from collections import defaultdict',
  Counter: 'from collections import Counter',
  dataclass: 'from dataclasses import dataclass',
  datetime: 'from datetime import datetime',
  timedelta: 'from datetime import timedelta',
  deepcopy: 'from copy import deepcopy'
};

/** Names that are modules, and words that people call variables too. */
const AMBIGUOUS = new Set(
  'code test token types string time site this queue select profile platform parser resource symbol'.split(
    ' '
  )
);

const STANDARD: ReadonlySet<string> = new Set(STANDARD_MODULES);

/** The ways to make a name known, likeliest first. */
export function unknownNameFixes(
  context: CheckContext,
  unit: AnalysedUnit,
  name: string,
  place: Place
): Fix[] {
  const imports = importIt(context, name, place);
  return imports.length > 0
    ? imports
    : [...writeOther(context, unit, name), ...runSkipped(context, name, place)];
}

/** In the last cell of imports above, else at the top of the cell that reads it. */
function importIt(context: CheckContext, name: string, { cell }: Place): Fix[] {
  const statements = [
    ...(Object.hasOwn(ALIASES, name) ? [ALIASES[name]] : []),
    ...(STANDARD.has(name) && !AMBIGUOUS.has(name) ? [`import ${name}`] : [])
  ];
  const { notebook, tagged } = context;
  const imports = tagged.blocks
    .filter(({ kind }) => kind === 'imports')
    .flatMap(({ cells }) => cells)
    .filter(each => each < cell && endsPlainly(context, each));
  const home = imports.length > 0 ? Math.max(...imports) : undefined;
  const { source } = notebook.cells[home ?? cell];
  if (!isPython(context, home ?? cell) || /^from __future__/m.test(source)) {
    return [];
  }
  return statements.map(statement =>
    home === undefined
      ? {
          title: `Add ${statement}`,
          edits: [insertLines(cell, source, 0, [statement])]
        }
      : {
          title: `Add ${statement} to cell ${home + 1}`,
          edits: [appendLines(home, source, [statement])]
        }
  );
}

/** The name that is probably meant, wherever the step reads the other. */
function writeOther(
  { notebook, analysis, analyser }: CheckContext,
  unit: AnalysedUnit,
  name: string
): Fix[] {
  const { sources, names } = analysis;
  const known = [...names.names()].filter(
    each => isSlip(name, each) && sources.maker(each, unit.candidates)
  );
  const others = [...unit.effects.binds.keys(), ...BUILTIN_NAMES];
  const meant = closestName(name, [
    ...known,
    ...others.filter(each => isSlip(name, each))
  ]);
  if (meant === undefined) {
    return [];
  }
  const edits = unit.cells.flatMap(({ cell }) =>
    placesOf(name, analyser.analyse(notebook.cells[cell].source).tree.body)
      // The last first, so that the others stay where they are.
      .sort((a, b) => b.start - a.start)
      .map(span => replaceSource(cell, span, meant))
  );
  return edits.length === 0 ? [] : [{ title: `Write ${meant}`, edits }];
}

/** Of a short word any other is close: the first letters have to be the same. */
function isSlip(name: string, meant: string): boolean {
  return (
    name.length >= 3 &&
    meant !== name &&
    name.charAt(0).toLowerCase() === meant.charAt(0).toLowerCase() &&
    Math.abs(name.length - meant.length) <= 2
  );
}

function placesOf(name: string, nodes: readonly SyntaxNode[]): Span[] {
  const found: Span[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.kind === 'Name' && (node as Name).id === name) {
      found.push(node);
    }
    forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return found;
}

/** Where a skipped cell above makes it. */
function runSkipped(
  { notebook, tagged, analyser }: CheckContext,
  name: string,
  { cell }: Place
): Fix[] {
  const maker = tagged.blocks
    .filter(({ kind }) => kind === 'skip')
    .flatMap(({ cells }) => cells)
    .filter(each => each < cell)
    .reverse()
    .find(each => {
      const { tree, scopes } = analyser.analyse(notebook.cells[each].source);
      const symbol = scopes.module.symbols.get(name);
      return tree.errors.length === 0 && symbol?.assigned === true;
    });
  return maker === undefined || tagged.hasPrev
    ? []
    : [
        {
          title: `Do not skip cell ${maker + 1}`,
          edits: [{ kind: 'remove-tag', cell: maker, tag: 'skip' }]
        }
      ];
}
