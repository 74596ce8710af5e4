# pandas frames that are only read, frames in containers, and frames in files.

# case: pandas-parallel-aggregations
# expect: c !< b; d !< b; d !< c; e !< d; f !< e; b.df <- a; f.df <- a
# %% step:a
import pandas as pd

df = pd.DataFrame({"g": list("abab"), "x": [1, 2, 3, 4], "y": [0.5, 1.5, 2.5, 3.5]})
# %% step:b
print(df.groupby("g")["x"].sum().to_dict())
# %% step:c
print(df.describe().loc["mean"].to_dict())
# %% step:d
print(df["x"].mean(), df.y.max(), df["g"].value_counts().sort_index().to_dict())
# %% step:e
print(df.pivot_table(index="g", values="y", aggfunc="max").to_string())
# %% step:f
for name, part in df.groupby("g"):
    print(name, len(part), part["x"].tolist())

# case: pandas-parallel-readers-of-many-kinds
# expect: c !< b; d !< c; e !< d; e !< b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [3, 1, 2], "t": ["u", "v", "w"]})
# %% step:b
print(df.head(1).to_string(), df.shape, df.dtypes.astype(str).tolist()[0])
# %% step:c
print(df.sort_values("x").to_string(), df["x"].isin([1, 2]).tolist())
# %% step:d
for index, row in df.iterrows():
    print(index, row["x"], row["t"].upper())
# %% step:e
print(df[df["x"] > 1].to_dict("records"), df["t"].str.cat(sep="-"))

# case: pandas-merge-and-concat
# expect: c.left <- a; c.right <- b; d.left <- a; d !< c; b !< a; e.both <- c
# %% step:a
import pandas as pd

left = pd.DataFrame({"k": [1, 2], "x": ["a", "b"]})
print(len(left))
# %% step:b
right = pd.DataFrame({"k": [2, 3], "y": ["B", "C"]})
print(len(right))
# %% step:c
both = left.merge(right, on="k", how="outer")
print(len(both))
# %% step:d
print(pd.concat([left, left]).shape)
# %% step:e
print(both.fillna("-").to_string())

# case: pandas-frames-in-a-dictionary
# expect: b.frames <- a; c.frames <- b; d.first <- b
# %% step:a
import pandas as pd

first = pd.DataFrame({"x": [1, 2]})
frames = {"first": first, "second": pd.DataFrame({"x": [3]})}
# %% step:b
for name, frame in frames.items():
    frame["name"] = name
# %% step:c
print(frames["second"].to_string())
# %% step:d
print(first.to_string())

# case: pandas-series-changed
# expect: b.s <- a; c.s <- b
# %% step:a
import pandas as pd

s = pd.Series([1, 2, 3], index=list("abc"))
# %% step:b
s["d"] = 4
s.iloc[0] = 100
s.index.name = "letter"
# %% step:c
print(s.to_string())

# case: pandas-categories-and-times
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"when": ["2024-01-31", "2024-02-01"], "kind": ["x", "y"]})
# %% step:b
df["when"] = pd.to_datetime(df["when"])
df["kind"] = df["kind"].astype("category")
# %% step:c
print(df["when"].dt.month.tolist(), df["kind"].cat.categories.tolist())

# case: pandas-read-csv-twice
# expect: b !< a; c !< a; c !< b
# file data.csv
#| g,x
#| a,1
#| b,2
#| a,3
# %% step:a
import pandas as pd

print(pd.read_csv("data.csv")["x"].sum())
# %% step:b
import pandas as pd

print(pd.read_csv("data.csv").groupby("g").size().to_dict())
# %% step:c
import pandas as pd

print(list(pd.read_csv("data.csv", usecols=["g"]).columns))

# case: pandas-csv-written-and-read
# expect: b.df <- a; b < c; d !< b
# file data.csv
#| x
#| 1
#| 2
# %% step:a
import pandas as pd

df = pd.read_csv("data.csv")
# %% step:b
df.assign(y=df["x"] * 10).to_csv("out.csv", index=False)
# %% step:c
print(pd.read_csv("out.csv").to_string())
# %% step:d
print(pd.read_csv("data.csv")["x"].tolist())

# case: pandas-csv-appended
# expect: a < b; b < c
# %% step:a
import pandas as pd

pd.DataFrame({"x": [1]}).to_csv("log.csv", index=False)
# %% step:b
pd.DataFrame({"x": [2]}).to_csv("log.csv", mode="a", header=False, index=False)
# %% step:c
print(pd.read_csv("log.csv")["x"].tolist())

# case: pandas-pickle-and-json
# expect: b < c
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})
# %% step:b
df.to_pickle("df.pkl")
df.to_json("df.json")
# %% step:c
print(pd.read_pickle("df.pkl").equals(pd.read_json("df.json")))

# case: pandas-option
# expect: a < b; a < c; c !< b
# %% step:a
import pandas as pd

pd.set_option("display.precision", 2)
# %% step:b
print(pd.Series([1.23456]))
# %% step:c
print(pd.options.display.precision)

# case: pandas-option-for-a-while
# about: the option holds inside the with statement only
# expect: b !< a
# %% step:a
import pandas as pd

with pd.option_context("display.precision", 1):
    print(pd.Series([1.23456]))
# %% step:b
import pandas as pd

print(pd.Series([1.23456]))

# case: pandas-clean-then-split
# about: a usual morning
# expect: c.df <- b; d.df <- b; d !< c; e.means <- c; e.count <- d
# file people.csv
#| name,age
#|  ada ,36
#| alan,
#| grace,85
# %% step:a
import pandas as pd

df = pd.read_csv("people.csv")
# %% step:b
df["name"] = df["name"].str.strip().str.title()
df = df.dropna()
df["age"] = df["age"].astype(int)
# %% step:c
means = df["age"].mean()
print(df["age"].tolist(), means)
# %% step:d
count = len(df)
print(count)
# %% step:e
print(f"{count} people, {means} years on average")

# case: pandas-rename-is-no-file
# about: a method named rename gives a column a name here, it moves no file
# expect: b.days <- a; c !< b; d !< b; d !< c; b < e
# file data.csv
#| day,x
#| mon,1
#| tue,2
#| mon,5
# %% step:a
import pandas as pd

days = pd.read_csv("data.csv").groupby("day")["x"].sum()
# %% step:b
import os

days.groupby(days.index.str[0]).mean().rename("mean").to_csv(os.path.join(".", "mean.csv"))
print("written")
# %% step:c
print(open("data.csv").readline().strip())
# %% step:d
days.rename("sum").to_csv("sum.csv")
print("written too")
# %% step:e
print(open("mean.csv").read())

# case: pandas-index-named-through-a-variable
# expect: b.idx <- a; c.df <- b
# told: not-storable in a
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]}, index=["u", "v"])
idx = df.index
# %% step:b
idx.name = "row"
# %% step:c
print(df.to_string())

# case: pandas-index-named-in-a-step-that-only-takes-the-frame
# expect: b.df <- a; c.df <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]}, index=["u", "v"])
# %% step:b
labels = df.columns
labels.name = "field"
# %% step:c
print(df.to_string())

# case: pandas-columns-kept-while-the-frame-changes
# expect: c.names <- a; b.df <- a; c !< b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})
names = df.columns
# %% step:b
df["y"] = [3, 4]
print(len(df.columns))
# %% step:c
print([name.upper() for name in names], names[0], list(names))

# case: pandas-list-of-columns-extended
# expect: b.names <- a; c.names <- b
# %% step:a
import pandas as pd

df = pd.DataFrame({"x": [1, 2]})
names = df.columns.tolist()
# %% step:b
names.append("y")
# %% step:c
print(names)

# case: pandas-dict-of-columns-updated
# expect: b.table <- a; c.table <- b
# %% step:a
import pandas as pd

table = pd.DataFrame({"x": [1, 2]}).to_dict("list")
# %% step:b
table.update(y=[3])
table.setdefault("x", []).append(4)
# %% step:c
print(table)
