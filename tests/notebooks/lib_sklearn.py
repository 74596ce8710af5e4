# scikit-learn: fitting changes the model, not the data.

# case: sklearn-five-models
# expect: m2 !< m1; m3 !< m2; m4 !< m3; m5 !< m4; m5 !< m1; m1.X <- a; m5.y <- a; z.s1 <- m1; z.s5 <- m5
# %% step:a
import numpy as np
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Lasso, LinearRegression, Ridge
from sklearn.neighbors import KNeighborsRegressor

X = np.arange(12.0).reshape(6, 2) ** 1.5
y = X.sum(axis=1) + np.array([0, 1, 0, 1, 0, 1])
# %% step:m1
linear = LinearRegression().fit(X, y)
s1 = linear.score(X, y)
print(round(s1, 3))
# %% step:m2
ridge = Ridge(alpha=2.0)
ridge.fit(X, y)
s2 = ridge.score(X, y)
print(round(s2, 3))
# %% step:m3
lasso = Lasso(alpha=0.5)
lasso.fit(X, y)
s3 = lasso.score(X, y)
print(round(s3, 3))
# %% step:m4
nearest = KNeighborsRegressor(2).fit(X, y)
s4 = nearest.score(X, y)
print(round(s4, 3))
# %% step:m5
dummy = DummyRegressor().fit(X, y)
s5 = dummy.score(X, y)
print(round(s5, 3))
# %% step:z
print(max([s1, s2, s3, s4, s5]) == s1, X.shape)

# case: sklearn-fit-changes-the-model
# expect: b.model <- a; b.X <- a; c.model <- b; d.X <- a; d !< b
# %% step:a
from sklearn.linear_model import LinearRegression

model = LinearRegression()
X, y = [[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0]
# %% step:b
model.fit(X, y)
# %% step:c
print(model.coef_.round(3), model.predict([[10.0]]).round(3))
# %% step:d
print(X, y)

# case: sklearn-predict-only-reads
# expect: b.model <- a; c.model <- a; c !< b; d !< c
# %% step:a
from sklearn.linear_model import LinearRegression

model = LinearRegression().fit([[0.0], [1.0]], [1.0, 3.0])
# %% step:b
print(model.predict([[5.0]]).round(3))
# %% step:c
print(model.score([[0.0], [1.0]], [1.0, 3.0]))
# %% step:d
print(model.get_params()["fit_intercept"], model.intercept_.round(3))

# case: sklearn-scaler
# expect: b.scaler <- a; c.scaler <- b; c.scaled <- b; d.X <- a; d !< b
# %% step:a
import numpy as np
from sklearn.preprocessing import StandardScaler

X, scaler = np.array([[1.0], [2.0], [3.0]]), StandardScaler()
# %% step:b
scaled = scaler.fit_transform(X)
# %% step:c
print(scaled.ravel().round(3), scaler.mean_, scaler.transform([[4.0]]).round(3))
# %% step:d
print(X.ravel())

# case: sklearn-partial-fit-goes-on
# expect: b.model <- a; c.model <- b; d.model <- c
# %% step:a
import numpy as np
from sklearn.linear_model import SGDClassifier

model = SGDClassifier(random_state=0)
X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), [0, 0, 1, 1]
# %% step:b
model.partial_fit(X, y, classes=[0, 1])
# %% step:c
model.partial_fit(X, y)
# %% step:d
print(model.t_, model.coef_.round(2))

# case: sklearn-set-params
# expect: b.model <- a; c.model <- b
# %% step:a
from sklearn.linear_model import Ridge

model = Ridge(alpha=1.0)
# %% step:b
model.set_params(alpha=3.0)
# %% step:c
print(model.alpha)

# case: sklearn-pipeline-shares-its-parts
# about: fitting the pipeline fits the very model that the name stands for
# expect: b.pipe <- a; c.model <- b; c.scaler <- b
# %% step:a
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

scaler, model = StandardScaler(), LinearRegression()
pipe = make_pipeline(scaler, model)
# %% step:b
pipe.fit([[0.0], [2.0]], [1.0, 5.0])
# %% step:c
print(model.coef_.round(3), scaler.mean_)

# case: sklearn-clone-is-another-model
# expect: c.model <- a; c !< b
# %% step:a
from sklearn.base import clone
from sklearn.linear_model import LinearRegression

model = LinearRegression()
# %% step:b
other = clone(model).fit([[0.0], [1.0]], [0.0, 2.0])
print(other.coef_.round(3))
# %% step:c
print(hasattr(model, "coef_"))

# case: sklearn-cross-validation-leaves-the-model
# expect: c.model <- a; c !< b
# %% step:a
import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import cross_val_score

model = LinearRegression()
X = np.arange(12.0).reshape(12, 1)
y = 2 * X.ravel() + np.tile([0.0, 1.0], 6)
# %% step:b
print(cross_val_score(model, X, y, cv=3).round(3))
# %% step:c
print(hasattr(model, "coef_"), X.shape)

# case: sklearn-split-and-metrics
# expect: b.X <- a; c.X_train <- b; d.model <- c; e.X <- a; e !< b
# %% step:a
import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split

X = np.arange(20.0).reshape(10, 2)
y = X[:, 0] * 3
# %% step:b
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
# %% step:c
model = LinearRegression().fit(X_train, y_train)
# %% step:d
print(round(float(mean_squared_error(y_test, model.predict(X_test))), 6), len(y_test))
# %% step:e
print(X.sum())

# case: sklearn-shared-random-state
# about: both models draw from one generator, in the order of the notebook
# expect: b.source <- a; c.source <- b; d.source <- c
# %% step:a
import numpy as np
from sklearn.utils import shuffle

source = np.random.RandomState(5)
# %% step:b
print(shuffle([1, 2, 3, 4], random_state=source))
# %% step:c
print(shuffle([1, 2, 3, 4], random_state=source))
# %% step:d
print(source.randint(100))

# case: sklearn-own-transformer
# expect: c.double <- b; b.factor <- a
# %% step:a
from sklearn.base import BaseEstimator, TransformerMixin

factor = 3

class Times(TransformerMixin, BaseEstimator):
    def __init__(self, by=2):
        self.by = by

    def fit(self, X, y=None):
        self.n_ = len(X)
        return self

    def transform(self, X):
        return [[v * self.by for v in row] for row in X]
# %% step:b
double = Times(factor).fit([[1], [2]])
# %% step:c
print(double.transform([[5]]), double.n_, double.get_params())

# case: sklearn-models-in-a-dictionary
# expect: b.models <- a; c.models <- b
# %% step:a
from sklearn.linear_model import LinearRegression, Ridge

models = {"linear": LinearRegression(), "ridge": Ridge(alpha=1.0)}
# %% step:b
for name, model in models.items():
    model.fit([[0.0], [1.0], [2.0]], [0.0, 2.0, 4.0])
# %% step:c
print({name: model.coef_.round(3).tolist() for name, model in models.items()})

# case: sklearn-best-of-several
# expect: b.fitted <- a; c.best <- b
# %% step:a
import numpy as np
from sklearn.neighbors import KNeighborsRegressor

X = np.arange(8.0).reshape(8, 1)
y = X.ravel() ** 2
fitted = [KNeighborsRegressor(n).fit(X, y) for n in (1, 2, 4)]
# %% step:b
best = max(fitted, key=lambda model: model.score(X, y))
# %% step:c
print(best.n_neighbors, best.predict([[3.2]]))
