/** The pipelines of the example notebooks, edge by edge. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CellAnalyser } from '../../analysis/cell-code';
import { loadParser } from '../../analysis/syntax/__tests__/load-parser';
import { NotebookDocument } from '../../notebook/document';
import { buildPipeline } from '../build';
import { Outline } from './outline';

const FOLDER = path.join(__dirname, '../../../examples');

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = new CellAnalyser(await loadParser());
});

function example(name: string): Outline {
  const file = path.join(FOLDER, name, `${name}.ipynb`);
  const notebook = NotebookDocument.parse(readFileSync(file, 'utf8'));
  return new Outline(buildPipeline(notebook, analyser), notebook);
}

/** `step after others: what it reads from whom`, one line a step. */
function table({ built }: Outline): string[] {
  return built.pipeline.steps.map(({ id, after, reads }) => {
    const takes = after.map(from => {
      const names = reads.filter(flow => flow.from === from);
      return `${from}(${names.map(flow => flow.name).join(' ')})`;
    });
    return [id, ...takes].join(' ← ').replace(/\) ← /g, ') ');
  });
}

const CLASSES = [
  'import dataclass,field',
  'class Recipe',
  'class Sparkling',
  'class Stand'
];

const TABLES: Readonly<Record<string, readonly string[]>> = {
  bike_rides: [
    'start',
    'load ← start()',
    'cleaning ← start() load(df)',
    'speed ← start() cleaning(df)',
    'months ← start() speed(df)',
    'can_i_predict_how_fast_i_will_be ← start() speed(df)',
    'so ← start() speed(df) can_i_predict_how_fast_i_will_be(X model)'
  ],
  breast_cancer: [
    'load',
    'split ← load(samples truth)',
    'scale ← split(test train)',
    'logistic ← split(test_truth train_truth) scale(scaled_test scaled_train)',
    'svm ← split(test_truth train_truth) scale(scaled_test scaled_train)',
    'bayes ← split(test test_truth train train_truth)',
    'forest ← split(test test_truth train train_truth)',
    'boost ← split(test test_truth train train_truth)',
    'compare ← logistic(logistic_score) svm(svm_score) bayes(bayes_score) forest(forest_score) boost(boost_score)'
  ],
  coffee_shop: [
    'clean',
    'products ← clean()',
    'weekdays ← clean()',
    'weather ← clean()',
    'chart ← clean() weekdays()',
    'report ← clean() products() weekdays() weather()'
  ],
  digits: [
    'load',
    'look ← load(labels pictures)',
    'prepare ← load(labels pictures)',
    'train ← prepare(train_x train_y)',
    'curve ← train(losses)',
    'evaluate ← prepare(test_x test_y) train(network)',
    'excuses ← prepare(test_x test_y) evaluate(guesses wrong)',
    'metrics ← evaluate(accuracy f1)'
  ],
  lemonade_stand: [
    'opening',
    'pricing',
    'forecast',
    'first_days ← opening(fizzy pantry plain stand) pricing(fizzy_price plain_price) forecast(sunny thirsty week)',
    'shopping ← first_days(fizzy pantry plain stand)',
    'last_days ← forecast(sunny thirsty week) first_days(fizzy_price plain_price) shopping(fizzy pantry plain stand)',
    'books ← last_days(pantry stand)',
    'picture ← books(stand)',
    'closing ← books(book pantry stand)'
  ],
  titanic: [
    'imports',
    'loaddata ← imports(TARGET)',
    'datapreprocessing ← loaddata(passengers)',
    'featureengineering ← imports(SEED TARGET) datapreprocessing(passengers)',
    'logisticregression ← featureengineering(test_x test_y train_x train_y)',
    'naivebayes ← featureengineering(test_x test_y train_x train_y)',
    'nearestneighbours ← featureengineering(test_x test_y train_x train_y)',
    'decisiontree ← imports(SEED) featureengineering(test_x test_y train_x train_y)',
    'randomforest ← imports(SEED) featureengineering(test_x test_y train_x train_y)',
    'results ← featureengineering(test_y) logisticregression(acc_logistic_regression) naivebayes(acc_naive_bayes) nearestneighbours(acc_nearest_neighbours) decisiontree(acc_decision_tree) randomforest(acc_random_forest)'
  ]
};

it.each(Object.entries(TABLES))('%s', (name, expected) => {
  const built = example(name);
  expect(table(built)).toEqual(expected);
  expect(built.told).toEqual([]);
});

it('coffee_shop is ordered by its files alone', () => {
  expect(example('coffee_shop').orders).toEqual([
    'clean < products: file build/clean.csv',
    'clean < weekdays: file build/clean.csv',
    'clean < weather: file build/clean.csv',
    'clean < chart: file build/weekdays.csv',
    'weekdays < chart: file build/weekdays.csv',
    'clean < report: file build/products.csv',
    'products < report: file build/products.csv',
    'weekdays < report: file build/weekdays.csv',
    'weather < report: file build/weather.csv'
  ]);
});

it('digits takes its parameters where it uses them', () => {
  expect(example('digits').taken).toEqual([
    'prepare takes noise',
    'prepare takes seed',
    'prepare takes test_share',
    'train takes epochs',
    'train takes hidden',
    'train takes learning_rate',
    'train takes seed',
    'train takes solver'
  ]);
});

it('lemonade_stand makes its classes again where their instances go', () => {
  const built = example('lemonade_stand');
  for (const step of [
    'opening',
    'first_days',
    'shopping',
    'books',
    'closing'
  ]) {
    expect(built.restored(step)).toEqual(CLASSES);
  }
  expect(built.restored('pricing')).toEqual([]);
});

it('bike_rides carries the options that its first cell sets', () => {
  const { states } = example('bike_rides');
  expect(states.filter(each => each.startsWith('months'))).toEqual([
    'months.pandas.options <- start',
    'months.matplotlib.rcParams <- start'
  ]);
});
