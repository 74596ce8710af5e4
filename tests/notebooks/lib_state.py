# State that libraries keep in their modules.

# case: numpy-global-seed
# expect: a < b; a < c
# %% step:a
import numpy as np

np.random.seed(0)
print(np.random.rand(2).round(4))
# %% step:b
print(np.random.randint(0, 1000, 3))
# %% step:c
print(np.random.normal(size=2).round(4))

# case: numpy-global-seed-and-a-bystander
# expect: a < b; c !< a; c !< b
# %% step:a
import numpy as np

np.random.seed(1)
# %% step:b
noise = np.random.rand(3)
print(noise.round(4))
# %% step:c
import numpy as np

print(np.arange(3).sum())
# %% step:d
print(np.random.rand(1).round(4))

# case: numpy-unseeded
# told: not-reproducible in a
# %% step:a
import numpy as np

x = np.random.rand(3)
# %% step:b
print(x.shape, bool((x < 1).all()))

# case: numpy-print-options
# expect: a < b
# %% step:a
import numpy as np

np.set_printoptions(precision=2, suppress=True)
# %% step:b
print(np.array([1.23456, 1e-9]))

# case: numpy-error-settings
# expect: a < b
# %% step:a
import numpy as np

np.seterr(divide="raise")
# %% step:b
try:
    print(np.array([1.0]) / 0)
except FloatingPointError as error:
    print("raised:", error)

# case: numpy-error-settings-for-a-while
# expect: b !< a
# %% step:a
import numpy as np

with np.errstate(divide="ignore"):
    print(np.array([1.0]) / 0)
# %% step:b
import numpy as np

print(np.geterr()["divide"])

# case: seeds-of-two-modules
# expect: a < b; a < c
# %% step:a
import random

import numpy as np

random.seed(3)
np.random.seed(3)
# %% step:b
print([random.randint(0, 9) for _ in range(5)])
# %% step:c
print(np.random.randint(0, 9, 5))

# case: sklearn-draws-from-the-global-generator
# about: without random_state, the split takes numbers from numpy's generator
# expect: a < b; a < c
# %% step:a
import numpy as np
from sklearn.model_selection import train_test_split

np.random.seed(4)
# %% step:b
train, test = train_test_split(list(range(100)))
print(test)
# %% step:c
print(np.random.randint(0, 10**9))

# case: matplotlib-settings
# expect: a < b; a < c; c !< b
# %% step:a
import matplotlib.pyplot as plt

plt.rcParams["figure.figsize"] = (3, 2)
plt.rcParams.update({"font.size": 7})
# %% step:b
figure, axes = plt.subplots()
print(figure.get_size_inches())
plt.close(figure)
# %% step:c
print(plt.rcParams["font.size"])

# case: matplotlib-own-plots
# about: each step draws its own data
# expect: c !< b; b.xs <- a; c.xs <- a; d.heights <- c
# %% step:a
%matplotlib agg
import matplotlib.pyplot as plt

xs = [1, 3, 2]
# %% step:b
figure, axes = plt.subplots()
axes.plot(xs)
print(len(axes.lines))
plt.close(figure)
# %% step:c
figure, axes = plt.subplots()
bars = axes.bar(range(3), xs)
heights = [float(bar.get_height()) for bar in bars]
print(len(axes.patches))
plt.close(figure)
del figure, axes, bars
# %% step:d
print(heights)

# case: matplotlib-figure-over-steps
# expect: b.axes <- a; c.axes <- b
# %% step:a
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
# %% step:b
axes.plot([1, 2, 3], label="one")
axes.set_title("a title")
# %% step:c
print(len(axes.lines), axes.get_title(), axes.figure is figure)
plt.close(figure)

# case: matplotlib-figure-saved
# expect: b < c
# %% step:a
import matplotlib.pyplot as plt

xs = [1, 2]
# %% step:b
plt.figure()
plt.plot(xs)
plt.savefig("plot.png")
plt.close("all")
# %% step:c
import os

print(os.path.exists("plot.png"))
