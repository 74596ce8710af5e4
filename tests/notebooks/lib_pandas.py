# pandas frames that are changed, in all the usual ways.

# case: pandas-new-column
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2, 3]})
# %% step:b
df["y"] = df["x"] * 2
# %% step:c
print(df.to_string())

# case: pandas-column-as-an-attribute
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2, 3]})
# %% step:b
df.x = df.x + 1
# %% step:c
print(df.x.tolist())

# case: pandas-loc-and-at
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2, 3], "y": list("abc")})
# %% step:b
df.loc[df["x"] > 1, "y"] = "big"
df.at[0, "x"] = 10
df.iloc[2, 0] = 30
# %% step:c
print(df.to_string())

# case: pandas-inplace
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"b": [3, None, 1], "a": [1, 2, 3]})
# %% step:b
df.dropna(inplace=True)
df.sort_values("b", inplace=True)
df.rename(columns={"a": "n"}, inplace=True)
# %% step:c
print(df.to_string())

# case: pandas-insert-pop-and-del
# expect: b.df <- a; c.df <- b; c.taken <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2], "y": [3, 4], "z": [5, 6]})
# %% step:b
df.insert(0, "first", [0, 0])
taken = df.pop("x")
del df["z"]
# %% step:c
print(list(df.columns), taken.tolist())

# case: pandas-columns-and-index-set
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame([[1, 2], [3, 4]])
# %% step:b
df.columns = ["p", "q"]
df.index.name = "row"
df.attrs["source"] = "made by hand"
# %% step:c
print(df.to_string(), df.attrs)

# case: pandas-alias
# expect: b.df <- a; c.other <- b; d.df <- c
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})
# %% step:b
other = df
# %% step:c
other["new"] = 0
# %% step:d
print(list(df.columns))

# case: pandas-copy
# expect: c.df <- a; c !< b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})
# %% step:b
other = df.copy()
other["new"] = 0
print(list(other.columns))
# %% step:c
print(list(df.columns))

# case: pandas-chain-makes-new-frames
# expect: b.df <- a; c.df <- a; c !< b; d.top <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"g": list("aab"), "x": [1, 2, 3]})
# %% step:b
top = df.assign(y=lambda t: t["x"] ** 2).query("y > 1").sort_values("y", ascending=False).head(1)
print(len(top))
# %% step:c
print(df.to_string())
# %% step:d
print(top.to_string())

# case: pandas-function-that-adds-a-column
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})

def add_square(frame):
    frame["square"] = frame["x"] ** 2
    return frame
# %% step:b
result = add_square(df)
# %% step:c
print(list(df.columns))

# case: pandas-pipe-with-an-effect
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})

def mark(frame, name):
    frame[name] = True
    return frame
# %% step:b
n = df.pipe(mark, "marked").shape
# %% step:c
print(n, df.to_string())

# case: pandas-apply-reads-a-variable
# expect: c.limit <- a; c.df <- b; d.df <- b; d !< c
# %% step:a
limit = 2

def kind(value):
    return "big" if value > limit else "small"
# %% step:b
import pandas as pd

df = pd.DataFrame({"x": [1, 2, 3]})
# %% step:c
print(df["x"].apply(kind).tolist(), df["x"].map(lambda v: v * limit).tolist())
# %% step:d
print(df["x"].tolist())

# case: pandas-apply-with-an-effect
# about: the function that is applied writes into a list
# expect: b.seen <- a; c.seen <- b
# %% step:a
import pandas as pd

df, seen = pd.DataFrame({"x": [1, 2, 3]}), []

def note(row):
    seen.append(int(row["x"]))
    return row["x"]
# %% step:b
total = df.apply(note, axis=1).sum()
# %% step:c
print(seen, total)

# case: pandas-query-reads-variables
# about: names after @ in the text are read
# expect: b.limit <- a; b.df <- a; b.x <- none
# %% step:a
import pandas as pd

limit, x = 1, "not the column"
df = pd.DataFrame({"x": [1, 2, 3]})
# %% step:b
print(df.query("x > @limit").to_string())
print(df.eval("x * @limit + 1").tolist())

# case: pandas-eval-in-place
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})
# %% step:b
df.eval("y = x + 1", inplace=True)
# %% step:c
print(df["y"].tolist())

# case: pandas-update
# about: the frame is changed, its argument is not
# expect: b.df <- a; b.fresh <- a; c.df <- b; d.fresh <- a; d !< b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1.0, 2.0]})
fresh = pd.DataFrame({"x": [10.0]})
# %% step:b
df.update(fresh)
# %% step:c
print(df["x"].tolist())
# %% step:d
print(fresh["x"].tolist())
