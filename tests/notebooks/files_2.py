# More ways to write, move and read files.

# case: file-deleted
# expect: a < b; b < c
# %% step:a
import os

open("temp.txt", "w").write("short-lived")
# %% step:b
os.remove("temp.txt")
# %% step:c
print(os.path.exists("temp.txt"))

# case: file-moved
# expect: a < b; b < c
# %% step:a
import os
import shutil

open("old.txt", "w").write("moved")
# %% step:b
os.rename("old.txt", "middle.txt")
shutil.move("middle.txt", "new.txt")
# %% step:c
print(open("new.txt").read(), os.path.exists("old.txt"))

# case: file-copied
# expect: a < b; b < c; d !< b
# %% step:a
import shutil

open("one.txt", "w").write("copied")
# %% step:b
shutil.copy("one.txt", "two.txt")
# %% step:c
print(open("two.txt").read())
# %% step:d
print(open("one.txt").read())

# case: file-csv-writer
# expect: b.rows <- a; b < c
# %% step:a
rows = [["x", "y"], [1, 2]]
# %% step:b
import csv

with open("table.csv", "w", newline="") as file:
    csv.writer(file).writerows(rows)
# %% step:c
with open("table.csv", newline="") as file:
    print([dict(row) for row in csv.DictReader(file)])

# case: file-pickle
# expect: a < b
# %% step:a
import pickle

with open("model.pkl", "wb") as file:
    pickle.dump({"weights": [1, 2]}, file)
# %% step:b
with open("model.pkl", "rb") as file:
    print(pickle.load(file))

# case: file-gzip-and-zip
# expect: a < b; b < c
# %% step:a
import gzip
import zipfile

with gzip.open("text.gz", "wt") as file:
    file.write("packed")
# %% step:b
with gzip.open("text.gz", "rt") as file, zipfile.ZipFile("all.zip", "w") as bundle:
    bundle.writestr("inside.txt", file.read() + " twice")
# %% step:c
with zipfile.ZipFile("all.zip") as bundle:
    print(bundle.namelist(), bundle.read("inside.txt").decode())

# case: file-database
# expect: a < b; b < c
# %% step:a
import sqlite3

connection = sqlite3.connect("shop.db")
connection.execute("create table items (name text, n integer)")
connection.commit()
connection.close()
del connection
# %% step:b
with sqlite3.connect("shop.db") as db:
    db.execute("insert into items values ('apple', 3)")
db.close()
del db
# %% step:c
with sqlite3.connect("shop.db") as db:
    print(db.execute("select * from items").fetchall())
db.close()

# case: file-path-methods
# expect: a < b; b < c
# %% step:a
from pathlib import Path

Path("data/raw").mkdir(parents=True)
# %% step:b
Path("data", "raw", "x.txt").write_text("deep")
Path("data/raw/empty").touch()
# %% step:c
print(sorted(path.name for path in Path("data/raw").iterdir()), Path("data/raw/x.txt").read_text())

# case: file-path-in-a-variable
# expect: b.target <- a; c.target <- a; b < c
# %% step:a
from pathlib import Path

target = Path("out.txt")
# %% step:b
target.write_text("via a variable")
# %% step:c
print(target.read_text(), target.suffix)

# case: file-path-as-a-parameter
# expect: b < c; b.out <- none; c.out <- none
# %% pipeline-parameters
out = "result.txt"
# %% step:b
with open(out, "w") as file:
    file.write("as the parameter says")
# %% step:c
print(open(out).read())

# case: file-temporary
# about: the name differs in every run, so it has to flow
# expect: b.path <- a
# %% step:a
import os
import tempfile

with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
    file.write("temporary")
    path = file.name
del file
# %% step:b
print(open(path).read())
os.remove(path)

# case: file-temporary-folder
# expect: b.folder <- a; b < c; c.folder <- a
# %% step:a
import os
import shutil
import tempfile

folder = tempfile.mkdtemp()
# %% step:b
with open(os.path.join(folder, "x.txt"), "w") as file:
    file.write("in a folder of its own")
# %% step:c
print(open(os.path.join(folder, "x.txt")).read())
shutil.rmtree(folder)

# case: file-updated-in-place
# expect: a < b; b < c
# %% step:a
with open("digits.txt", "w") as file:
    file.write("0123456789")
# %% step:b
with open("digits.txt", "r+") as file:
    file.seek(4)
    file.write("****")
# %% step:c
print(open("digits.txt").read())

# case: file-closed-and-left-behind
# about: a closed file nobody needs again is no obstacle
# expect: a < b
# %% step:a
handle = open("x.txt", "w")
handle.write("closed")
handle.close()
# %% step:b
print(open("x.txt").read())

# case: file-writers-of-one-file
# about: two writers keep their order even if nobody reads in between
# expect: a < b (may); b < c
# %% step:a
open("x.txt", "w").write("first")
print("a")
# %% step:b
open("x.txt", "w").write("second")
print("b")
# %% step:c
print(open("x.txt").read())

# case: file-written-by-a-magic
# expect: a < b
# %% step:a
%%writefile note.txt
written by a magic
# %% step:b
print(open("note.txt").read().strip())

# case: file-written-by-the-shell
# expect: a < b; b < c
# %% step:a
!echo from the shell > note.txt
# %% step:b
with open("note.txt", "a") as file:
    file.write("and from Python")
# %% step:c
!cat note.txt

# case: file-folder-removed
# expect: a < b (may); b < c
# file build/old.txt
#| old
# %% step:a
import os
import shutil

print(os.listdir("build"))
# %% step:b
shutil.rmtree("build")
os.mkdir("build")
# %% step:c
print(os.listdir("build"))
