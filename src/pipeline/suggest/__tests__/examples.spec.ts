/** What is suggested for the examples, as if nobody had tagged them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CellAnalyser } from '../../../analysis/cell-code';
import { NotebookDocument } from '../../../notebook/document';
import { createAnalyser, Suggested } from './suggest';

const FOLDER = path.join(__dirname, '../../../../examples');

let analyser: CellAnalyser;

beforeAll(async () => {
  analyser = await createAnalyser();
});

/** An example without tags; with `code`, also without its text, and so without headings. */
function suggestFor(name: string, keep: 'all' | 'code'): Suggested {
  const file = path.join(FOLDER, name, `${name}.ipynb`);
  const { cells } = NotebookDocument.parse(readFileSync(file, 'utf8'));
  const kept = cells
    .filter(({ type }) => keep === 'all' || type === 'code')
    .map(({ type, source }) => ({ type, source, metadata: {} }));
  return new Suggested({ metadata: {}, cells: kept }, analyser);
}

interface Expected {
  readonly roles: readonly string[];
  readonly graph: readonly string[];
}

const WITH_HEADINGS: Readonly<Record<string, Expected>> = {
  bike_rides: {
    roles: [
      '(imports) 1',
      'load 3 5',
      '(skip) 4',
      'cleaning 7 8 9 10 11 13',
      'speed 15 16 17',
      'months 19 20 21',
      'train_model 23 24 25',
      'evaluate 27'
    ],
    graph: [
      'load',
      'cleaning after load',
      'speed after cleaning',
      'months after speed',
      'train_model after speed',
      'evaluate after speed train_model'
    ]
  },
  breast_cancer: {
    roles: [
      '(imports) 1',
      '(functions) 2',
      'patients 4 5 6',
      'split_data 8',
      'scale 10',
      'train_logistic 12',
      'train_svm 14',
      'train_bayes 16',
      'train_forest 18',
      'train_boost 20',
      'verdict 22 23 24'
    ],
    graph: [
      'patients',
      'split_data after patients',
      'scale after split_data',
      'train_logistic after split_data scale',
      'train_svm after split_data scale',
      'train_bayes after split_data',
      'train_forest after split_data',
      'train_boost after split_data',
      'verdict after train_logistic train_svm train_bayes train_forest train_boost'
    ]
  },
  coffee_shop: {
    roles: [
      '(imports) 1',
      'wash_the_cups 3 4',
      'what_sells_and_what_pays 6',
      'busy_days 8',
      'soup_weather 10',
      'picture_for_the_wall 12',
      'report 14'
    ],
    graph: [
      'wash_the_cups',
      'what_sells_and_what_pays after wash_the_cups',
      'busy_days after wash_the_cups',
      'soup_weather after wash_the_cups',
      'picture_for_the_wall after wash_the_cups busy_days',
      'report after wash_the_cups what_sells_and_what_pays busy_days soup_weather'
    ]
  },
  digits: {
    roles: [
      '(parameters) 1',
      '(imports) 2',
      '(functions) 3',
      'pictures 5 6',
      'split_data 8',
      'school 10 11',
      'exam 13 14 16',
      '(metrics) 17'
    ],
    graph: [
      'pictures',
      'split_data after pictures',
      'school after split_data',
      'exam after split_data school',
      'metrics after exam'
    ]
  },
  lemonade_stand: {
    roles: [
      '(imports) 1',
      '(functions) 3',
      '(functions) 4',
      'opening 6',
      'prices_with_a_memory 8',
      'weather 10',
      'monday_and_tuesday 12',
      'shopping 14',
      'rest_of_the_week 16',
      'books 18 19',
      'friday_evening 21'
    ],
    graph: [
      'opening',
      'prices_with_a_memory',
      'weather',
      'monday_and_tuesday after opening prices_with_a_memory weather',
      'shopping after monday_and_tuesday',
      'rest_of_the_week after weather monday_and_tuesday shopping',
      'books after rest_of_the_week',
      'friday_evening after books'
    ]
  },
  titanic: {
    roles: [
      '(imports) 1',
      '(parameters) 2',
      'passenger_list 4 5 7',
      '(skip) 6',
      'repairs 9 10',
      'features 12 13 14',
      'train_logistic_regression 16',
      'train_naive_bayes 17',
      'train_nearest_neighbours 18',
      'train_decision_tree 19',
      'train_random_forest 20',
      'and_the_winner_is 22 23'
    ],
    graph: [
      'passenger_list',
      'repairs after passenger_list',
      'features after repairs',
      'train_logistic_regression after features',
      'train_naive_bayes after features',
      'train_nearest_neighbours after features',
      'train_decision_tree after features',
      'train_random_forest after features',
      'and_the_winner_is after features train_logistic_regression train_naive_bayes train_nearest_neighbours train_decision_tree train_random_forest'
    ]
  }
};

/** The same notebooks without their text: only the code can tell. */
const CODE_ONLY: Readonly<Record<string, Expected>> = {
  bike_rides: {
    roles: [
      '(imports) 0',
      'load_data 1 3',
      '(skip) 2',
      'prepare_data 4 5 6 7 8 9 10 11 12',
      'prepare_monthly 13 14 15',
      'train_model 16 17',
      'evaluate 18 19'
    ],
    graph: [
      'load_data',
      'prepare_data after load_data',
      'prepare_monthly after prepare_data',
      'train_model after prepare_data',
      'evaluate after prepare_data train_model'
    ]
  },
  breast_cancer: {
    roles: [
      '(imports) 0',
      '(functions) 1',
      'load_data 2 3 4',
      'split_data 5',
      'scale 6',
      'train_logistic 7',
      'train_svm 8',
      'train_bayes 9',
      'train_forest 10',
      'train_boost 11',
      'prepare_scores 12 13 14'
    ],
    graph: [
      'load_data',
      'split_data after load_data',
      'scale after split_data',
      'train_logistic after split_data scale',
      'train_svm after split_data scale',
      'train_bayes after split_data',
      'train_forest after split_data',
      'train_boost after split_data',
      'prepare_scores after train_logistic train_svm train_bayes train_forest train_boost'
    ]
  },
  coffee_shop: {
    roles: [
      '(imports) 0',
      'load_sales 1',
      'prepare_sales 2',
      'prepare_by_product 3',
      'prepare_weekdays 4',
      'prepare_weather 5',
      'plot_weekdays 6',
      'prepare_report 7'
    ],
    graph: [
      'load_sales',
      'prepare_sales after load_sales',
      'prepare_by_product after load_sales prepare_sales',
      'prepare_weekdays after load_sales prepare_sales',
      'prepare_weather after load_sales prepare_sales',
      'plot_weekdays after load_sales prepare_weekdays',
      'prepare_report after load_sales prepare_by_product prepare_weekdays prepare_weather'
    ]
  },
  digits: {
    roles: [
      '(parameters) 0',
      '(imports) 1',
      '(functions) 2',
      'load_digits 3 4',
      'split_data 5',
      'train_network 6 7',
      'evaluate 8 9 10',
      '(metrics) 11'
    ],
    graph: [
      'load_digits',
      'split_data after load_digits',
      'train_network after split_data',
      'evaluate after split_data train_network',
      'metrics after evaluate'
    ]
  },
  lemonade_stand: {
    roles: [
      '(imports) 0',
      '(functions) 1',
      '(functions) 2',
      'make_stand 3',
      'price_list 4',
      'prepare_thirsty 5',
      'report 6 7 8 9 10 11'
    ],
    graph: [
      'make_stand',
      'price_list',
      'prepare_thirsty',
      'report after make_stand price_list prepare_thirsty'
    ]
  },
  titanic: {
    roles: [
      '(imports) 0',
      '(parameters) 1',
      'load_passengers 2 3',
      '(skip) 4',
      'prepare_data 5 6 7 8 9 10',
      'train_logistic_regression 11',
      'train_naive_bayes 12',
      'train_nearest_neighbours 13',
      'train_decision_tree 14',
      'train_random_forest 15',
      'report 16 17'
    ],
    graph: [
      'load_passengers',
      'prepare_data after load_passengers',
      'train_logistic_regression after prepare_data',
      'train_naive_bayes after prepare_data',
      'train_nearest_neighbours after prepare_data',
      'train_decision_tree after prepare_data',
      'train_random_forest after prepare_data',
      'report after prepare_data train_logistic_regression train_naive_bayes train_nearest_neighbours train_decision_tree train_random_forest'
    ]
  }
};

it.each(Object.entries(WITH_HEADINGS))('%s', (name, { roles, graph }) => {
  const suggested = suggestFor(name, 'all');
  expect(suggested.roles).toEqual(roles);
  expect(suggested.graph).toEqual(graph);
  expect(suggested.outline.told).toEqual([]);
});

it.each(Object.entries(CODE_ONLY))('%s without text', (name, expected) => {
  const { roles, graph, outline } = suggestFor(name, 'code');
  expect(roles).toEqual(expected.roles);
  expect(graph).toEqual(expected.graph);
  expect(outline.told).toEqual([]);
});
