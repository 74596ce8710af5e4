/** Estimators of scikit-learn that draw from NumPy's global generator, unless they are given a `random_state`. */

const RANDOM =
  /^sklearn\.[\w.]*(Forest|ExtraTree|GradientBoosting|Bagging|AdaBoost|DecisionTree|KMeans|MLP|SGD|Perceptron|PassiveAggressive|Mixture|TSNE|MDS|Random|PCA|SVD|NMF|ICA|Dirichlet|Dictionary|Spectral|IterativeImputer|QuantileTransformer|RANSAC|RBM)\w*\(\)$/;
const LEARNING =
  /^sklearn\b.*\.(fit\w*|partial_fit|cross_\w+|learning_curve|validation_curve|permutation_\w+)\(\)$/;

/** The path of what a call makes; it says whether an estimator has a generator of its own. */
export function madePath(path: string, keywords: readonly string[]): string {
  return path.startsWith('sklearn.') && keywords.includes('random_state')
    ? `${path}(random_state)`
    : `${path}()`;
}

/**
 * Whether a call makes one of these estimators learn.
 *
 * @param callee - the path of the function or method, with `()`
 * @param involved - the paths of all that it works on
 */
export function drawsGlobally(
  callee: string,
  involved: () => Iterable<{ readonly path: string }>
): boolean {
  return (
    LEARNING.test(callee) &&
    [...involved()].some(({ path }) => RANDOM.test(path))
  );
}
