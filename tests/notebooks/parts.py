# Steps of several cells, steps in several places, and steps named by headings.

# case: parts-adjacent
# expect: b.x <- a; b.y <- a
# %% step:a
x = 1
# %% [markdown]
# Some words in between.
# %% step:a
y = x + 1
# %% step:b
print(x, y)

# case: parts-with-another-step-between
# about: the second part of a needs b, which needs the first part
# expect: b.x <- a; a.y <- b; c.x <- a
# %% step:a
x = 1
# %% step:b
y = x + 1
# %% step:a
x = y * 10
# %% step:c
print(x)

# case: parts-that-could-be-merged
# expect: c.x <- a; c.z <- a; c.y <- b; b !< a
# %% step:a
x = 1
# %% step:b
y = 2
print(y)
# %% step:a
z = x + 2
# %% step:c
print(x, y, z)

# case: parts-that-redefine-what-another-read
# about: b has the x of the first part, c that of the second
# expect: b.x <- a; c.x <- a
# %% step:a
x = "early"
# %% step:b
print(x)
# %% step:a
x = "late"
# %% step:c
print(x)

# case: parts-that-mutate-what-another-read
# expect: b.xs <- a; c.xs <- a
# %% step:a
xs = [1]
# %% step:b
print(xs)
# %% step:a
xs.append(2)
# %% step:c
print(xs)

# case: parts-with-skipped-cells
# expect: b.x <- a
# %% step:a
x = [1]
# %% skip
x.append("only when tried out by hand")
# %%
x.append(2)
# %% step:b
print(x)

# case: parts-before-the-first-tag
# expect: a.x <- start; b !< start
# %%
x = 5
# %%
x = x + 1
# %% step:a
print(x)
# %% step:b
print("b")

# case: parts-after-imports
# about: an untagged cell after an imports cell is one of the imports
# expect: a.LIMIT <- imports
# %% imports
import math
# %%
LIMIT = math.floor(9.9)
# %% step:a
print(LIMIT)

# case: parts-empty-cells
# expect: b.x <- a
# %% step:a
x = 3
# %%
# %%
# nothing but a comment
# %% step:b
print(x)
# %%

# case: headings-make-steps
# expect: clean.rows <- load; report.total <- clean; plot.rows <- load; plot !< clean
# %% [markdown]
# # A small notebook
# %% [markdown]
# ## Load
# %%
rows = [3, None, 5]
# %% [markdown]
# ## Clean
# %%
total = sum(row for row in rows if row)
# %% [markdown]
# ## Plot
# %%
print("#" * len(rows))
# %% [markdown]
# ## Report
# %%
print(total)

# case: headings-of-two-levels
# about: the level that occurs most makes the steps
# expect: two.x <- one; three.y <- two
# %% [markdown]
# # Title
#
# Words about it.
# %%
print("before the first step")
# %% [markdown]
# ## One
# %%
x = 1
# %% [markdown]
# ### A detail
# %%
x = x + 1
# %% [markdown]
# ## Two
# %%
y = x * 10
# %% [markdown]
# ## Three
# %%
print(y)

# case: headings-with-cells-above
# expect: use.k <- start; more !< use
# %%
k = 7
# %% [markdown]
# # Use
# %%
print(k)
# %% [markdown]
# # More
# %%
print("more")

# case: headings-none
# about: a notebook without tags and headings is one step
# %%
x = [1]
# %%
x.append(2)
# %%
print(x)

# case: hyphens-and-several-names
# about: names as early versions of the dialect allowed them
# %% block:load-data
x = 3
# %% block:use-it prev:load-data
print(x)
