/**
 * What code is busy with, told by the names of what it calls. It decides only
 * where a step may begin and what it is called, never what a run gives.
 */

/** In the order of weight: a step is known by the heaviest thing that it does. */
export const ACTIVITIES = [
  'train',
  'load',
  'fit',
  'evaluate',
  'prepare',
  'split',
  'save',
  'plot'
] as const;

export type Activity = (typeof ACTIVITIES)[number];

/** By the last name of what is called; the first that fits counts. */
const CALLS: readonly (readonly [RegExp, Activity])[] = [
  [/^train_test_split$|^random_split$/, 'split'],
  [/^(partial_|warm_)?fit$|^fit_predict$|^train(_|$)/i, 'train'],
  [/^cross_val|_search$|SearchCV$|^minimi[sz]e$|^optimi[sz]e/, 'train'],
  [/^read_|^load|^fetch_|^download|^imread$|^genfromtxt$/, 'load'],
  [/^urlretrieve$|^open_dataset$/, 'load'],
  [/^fit_transform$/, 'fit'],
  [/^to_(csv|parquet|pickle|excel|json|sql|feather|hdf)$/, 'save'],
  [/^savefig$/, 'plot'],
  [/^(save|dump|export|write)(_|$)|^savetxt$/, 'save'],
  [/^predict(_|$)|^(r2_)?score$|_score$|_error$|_report$/, 'evaluate'],
  [/^confusion_matrix$|^evaluate(_|$)|^(roc_|)auc(_|$)/, 'evaluate'],
  [/^plot(_|$)|^subplots?$|^hist(plot)?$|^scatter(plot)?$/, 'plot'],
  [/^(bar|line|box|count|pair|joint)(h|plot)$|^bar$/, 'plot'],
  [/^imshow$|^heatmap$|^show$|^figure$|^boxplot$|^pie$/, 'plot'],
  [/^(drop|drop_duplicates|dropna|fillna|merge|join|concat)$/, 'prepare'],
  [/^(rename|astype|apply|map|replace|get_dummies|transform)$/, 'prepare'],
  [/^(to_numeric|to_datetime|interpolate|resample|pivot)$/, 'prepare'],
  [/^(groupby|pivot_table|melt|cut|qcut)$/, 'prepare']
];

/** Estimators whose `fit` makes data ready instead of training a model. */
const TRANSFORMERS: readonly (readonly [RegExp, string])[] = [
  [/Scaler$|^Normalizer$/, 'scale'],
  [/Encoder$|Binarizer$/, 'encode'],
  [/Imputer$/, 'impute'],
  [/Vectorizer$|Tokenizer$/, 'vectorize'],
  [/^(PCA|NMF|TSNE|UMAP|TruncatedSVD|FastICA)$/, 'reduce'],
  [/^(KMeans|DBSCAN|AgglomerativeClustering)$/, 'cluster'],
  [/^(SelectKBest|SelectFromModel|RFE)$/, 'select_features'],
  [
    /^(ColumnTransformer|PolynomialFeatures|make_column_transformer)$/,
    'features'
  ]
];

/** What is done by a call of this name. */
export function activityOf(called: string): Activity | undefined {
  return CALLS.find(([pattern]) => pattern.test(called))?.[1];
}

/** The verb for a transformer: `scale` for a `StandardScaler`. */
export function transforms(called: string): string | undefined {
  return TRANSFORMERS.find(([pattern]) => pattern.test(called))?.[1];
}

/** The heaviest of several. */
export function heaviest(
  activities: Iterable<Activity | undefined>
): Activity | undefined {
  const found = new Set(activities);
  return ACTIVITIES.find(each => found.has(each));
}
