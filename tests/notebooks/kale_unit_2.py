# The second part of kale_unit.py.

# case: kale-unit-candidates-functions
# about: names local to functions are no candidates
# expect: c.inner <- a; c.other <- a; c !< b
# %% step:a
inner, other = 1, 2
# %% step:b
def one():
    inner = 10
    return inner

def two(other):
    return other

print(one(), two(3))
# %% step:c
print(inner, other)

# case: kale-unit-candidates-class
# about: names of a class body are no candidates, the class name is
# expect: c.size <- a; c.Box <- none; c !< b
# %% step:a
size = "outer"
# %% step:b
class Box:
    size = 3

    def volume(self):
        return self.size ** 3
# %% step:c
print(size, Box().volume())

# case: kale-unit-candidates-with
# expect: c.ctx <- b; c.text <- b
# %% step:a
from contextlib import nullcontext

value = "held"
# %% step:b
with nullcontext(value) as ctx:
    text = ctx.upper()
# %% step:c
print(ctx, text)

# case: kale-unit-candidates-syntax-error
# about: a cell with a syntax error is no reason to lose the facts of the others
# expect: b.x <- a
# told: syntax-error in c
# raises: SyntaxError in c
# %% step:a
x = 1
# %% step:b
print(x)
# %% step:c
print(x

# case: kale-unit-nested-targets
# expect: b.p <- a; b.q <- a; b.r <- a; b.s <- a; b.t <- a
# %% step:a
(p, [q, (r, s)]), t = (1, [2, (3, 4)]), 5
# %% step:b
print(p, q, r, s, t)

# case: kale-unit-names-and-calls
# about: a.obj() calls a method of a, not the function obj
# expect: b.a <- a; b.k <- none
# %% step:a
k = "not needed"

def obj():
    return k

class Thing:
    def obj(self):
        return "method"

a = Thing()
# %% step:b
print(a.obj())

# case: kale-unit-trailing-name
# expect: b.result <- a
# %% step:a
result = {"n": 3}
result  # shown
# %% step:b
result

# case: kale-unit-trailing-definition-then-name
# expect: b.model <- a
# %% step:a
model = 4
# %% step:b
def double(v):
    return 2 * v

model

# case: kale-unit-ancestors
# about: everything above is seen through several levels
# expect: r.one <- a; r.two <- b; r.three <- c; r.four <- d; r.five <- e; d !< c; e !< d
# %% step:a
one = 1
# %% step:b prev:a
two = one + 1
# %% step:c prev:b
three = two + 1
# %% step:d prev:b
four = two + 2
# %% step:e prev:b
five = two + 3
# %% step:r prev:c prev:d prev:e
print(one, two, three, four, five)

# case: kale-unit-parameter-cells
# about: untagged cells continue a parameters cell, also with other cells between
# expect: a.lr <- none; a.n <- none; b.name <- none; b !< a
# %% pipeline-parameters
lr = 0.1
# %%
n = 3
# %% step:a
print(lr * n)
# %% pipeline-parameters
name = "late"
# %% step:b
print(name)

# case: kale-unit-metrics-cells
# expect: a.acc <- none; b.acc <- a
# %% step:a
acc = 0.5
# %% step:b
f1 = acc / 2
print(f1)
# %% pipeline-metrics
print(acc)
print(f1)

# case: kale-unit-special-tag-wins
# about: a step tag beside the tag imports has no effect
# expect: b.json <- none
# told: tag-beside-special in imports
# %% imports step:a
import json
# %% step:b
print(json.dumps([1, 2]))

# case: kale-unit-untagged-cells-join
# expect: b.x <- a; b.y <- a
# %% step:a
x = 1
# %%
y = 2
# %% skip
z = 3
# %%
y = y * 10
# %% step:b
print(x, y)

# case: kale-unit-unknown-tags
# about: tags of other tools mean nothing here
# expect: b.x <- a
# %% hide-input step:a remove-cell
x = 8
# %% parameters step:b
print(x)

# case: kale-unit-metric-of-one-leaf
# expect: b.score <- none; c !< b
# %% step:a
data = [3, 1, 2]
# %% step:b
score = max(data)
# %% step:c
print(min(data))
# %% pipeline-metrics
print(score)

# case: kale-unit-annotations-and-labels
# expect: b.x <- a
# %% step:a annotation:example.org/url:http://host:80/x label:team:red limit:cpu:2
x = "tags with colons"
# %% step:b image:python:3.12 cache:disabled report:enabled secret:keys:token:API_TOKEN
print(x)

# case: kale-unit-outputs
# expect: b.html <- a
# %% step:a
from IPython.display import HTML, display

html = "<b>bold</b>"
# %% step:b
display(HTML(html))
%time print("timed")
