/** Estimators of scikit-learn that draw from NumPy's global generator, unless they are given a `random_state`. */

const RANDOM =
  /^sklearn\.[\w.]*(Forest|ExtraTree|GradientBoosting|Bagging|AdaBoost|DecisionTree|KMeans|MLP|SGD|Perceptron|PassiveAggressive|Mixture|TSNE|MDS|Random|PCA|SVD|NMF|ICA|Dirichlet|Dictionary|Spectral|IterativeImputer|QuantileTransformer|RANSAC|RBM)\w*\(\)$/;
/** These draw too, though what they learn does not depend on it. */
const MOVING = /^sklearn\.[\w.]*(SVC|SVR|SVM)\(\)$/;
const LEARNING =
  /^sklearn\b.*\.(fit\w*|partial_fit|cross_\w+|learning_curve|validation_curve|permutation_\w+)\(\)$/;

/** The path of what a call makes; it says whether an estimator has a generator of its own. */
export function madePath(path: string, keywords: readonly string[]): string {
  return path.startsWith('sklearn.') && keywords.includes('random_state')
    ? `${path}(random_state)`
    : `${path}()`;
}

/**
 * What a call that makes estimators learn does to NumPy's generator.
 *
 * @param callee - the path of the function or method, with `()`
 * @param involved - the paths of all that it works on
 */
export function globalDraw(
  callee: string,
  involved: () => Iterable<{ readonly path: string }>
): 'change' | 'move' | undefined {
  if (!LEARNING.test(callee)) {
    return undefined;
  }
  const paths = [...involved()].map(each => each.path);
  return paths.some(path => RANDOM.test(path))
    ? 'change'
    : paths.some(path => MOVING.test(path))
      ? 'move'
      : undefined;
}
