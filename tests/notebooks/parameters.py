# Cells tagged pipeline-parameters, and what becomes of parameters in the steps.

# case: parameters-of-all-kinds
# expect: a.n <- none; a.sizes <- none; b.name <- none; b !< a
# %% pipeline-parameters
n = 3
rate = -0.5
name = "run one"
flag = True
nothing = None
sizes = [8, -1, 2.5]
options = {"depth": 2, "kinds": ("x", "y")}
# %% step:a
print(n * rate, sizes, options["kinds"])
# %% step:b
print(name, flag, nothing)

# case: parameters-annotated
# expect: a.rate <- none; b.label <- none
# %% pipeline-parameters
rate: float = 0.1
label: "str | None" = None
# %% step:a
print(rate * 2)
# %% step:b
print(label or "no label")

# case: parameters-computed
# about: one parameter follows from another
# expect: b.n <- none
# %% pipeline-parameters
n = 4
total = n * 100
# %% step:b
print(n, total)

# case: parameters-several-on-a-line
# expect: b.x <- none; b.y <- none; b.z <- none
# %% pipeline-parameters
x = 1; y = 2  # both of them small
z = ("a long "
     "text")
# %% step:b
print(x, y, z)

# case: parameter-reassigned-in-a-step
# expect: a.lr <- none; b.lr <- a; c.lr <- b; d.epochs <- none; d !< a
# %% pipeline-parameters
lr, epochs = 0.5, 3
# %% step:a
lr /= 2
# %% step:b
lr = lr + 1
# %% step:c
print(lr)
# %% step:d
print(epochs)

# case: parameter-list-mutated
# expect: a.sizes <- none; b.sizes <- a
# %% pipeline-parameters
sizes = [1, 2]
# %% step:a
sizes.append(3)
# %% step:b
print(sizes)

# case: parameter-read-by-a-function
# expect: b.rate <- none; c.rate <- none; b !< a; c !< b
# %% pipeline-parameters
rate = 3
# %% step:a
def scaled(v):
    return v * rate
print("defined")
# %% step:b
print(scaled(2))
# %% step:c
print(scaled(5))

# case: parameter-hidden-by-an-argument
# expect: a.rate <- none; b !< a
# %% pipeline-parameters
rate = 3
# %% step:a
def scaled(v, rate=10):
    return v * rate

print(scaled(1), [rate for rate in "ab"])
# %% step:b
print(rate)

# case: parameter-as-a-default
# expect: b.scaled <- a; a.rate <- none
# %% pipeline-parameters
rate = 3
# %% step:a
def scaled(v, by=rate):
    return v * by
# %% step:b
print(scaled(2))

# case: parameter-deleted
# told: unknown-name in b
# raises: NameError in b
# %% pipeline-parameters
secret = "s3cret"
# %% step:a
print(len(secret))
del secret
# %% step:b
print(secret)

# case: parameter-changed-by-a-function
# expect: a.n <- none; b.n <- a
# %% pipeline-parameters
n = 1
# %% functions
def bump():
    global n
    n += 1
# %% step:a
bump()
bump()
# %% step:b
print(n)

# case: parameter-alias-mutated
# expect: b.mine <- a; c.sizes <- b
# %% pipeline-parameters
sizes = [1]
# %% step:a
mine = sizes
# %% step:b
mine.append(2)
# %% step:c
print(sizes)

# case: parameters-and-metrics
# expect: a.steps <- none; b.losses <- a
# %% pipeline-parameters
steps = 4
# %% step:a
losses = [1 / (n + 1) for n in range(steps)]
# %% step:b
best = min(losses)
print(len(losses))
# %% pipeline-metrics
print(best)

# case: parameters-unused
# expect: b.x <- a; b !< c
# %% pipeline-parameters
unused = "nobody reads this"
# %% step:a
x = 1
# %% step:b
print(x)
# %% step:c
print("independent")
