"""`cellway image` as it is installed, with a Python that has only what a test puts there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CELLWAY = Path(sys.executable).with_name("cellway")

NOTEBOOK = [
    "import numlib, os\nfrom cloud.storage import Client\nimport helper",
    "def late():\n    import latelib",
    "try:\n    import nowhere\nexcept ImportError:\n    pass",
]


class Place:
    """A folder with a notebook, and the Python of its kernel."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        venv = folder / "venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
        [self.site] = venv.glob("lib/python*/site-packages")
        self.python = str(venv / "bin" / "python")
        kernel = folder / "data" / "kernels" / "python3"
        kernel.mkdir(parents=True)
        argv = [self.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "language": "python"}))
        self.notebook("my notes.ipynb", *NOTEBOOK)

    def notebook(self, name: str, *sources: str, tags: str = "") -> None:
        cells: list[dict[str, object]] = [
            {
                "cell_type": "code",
                "metadata": {"tags": tags.split()},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for source in sources
        ]
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        (self.folder / name).write_text(json.dumps(notebook))

    def install(self, name: str, version: str, modules: str, *requires: str, **files: str) -> None:
        """Put what pip writes of a distribution into the Python of the kernel."""
        info = self.site / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        needs = "".join(f"Requires-Dist: {each}\n" for each in requires)
        (info / "METADATA").write_text(head + needs)
        paths = [f"{each}/__init__.py" for each in modules.split()]
        (info / "RECORD").write_text("".join(f"{path},,\n" for path in paths))
        for path in paths:
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).touch()
        for file, content in files.items():
            (info / f"{file}.json").write_text(content)

    def image(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        # Of the machine's own programs only Node is there, so that none builds images.
        return subprocess.run(
            [CELLWAY, "image", *words],
            cwd=self.folder,
            env={
                "PATH": str(self.bin),
                "HOME": str(self.folder),
                "JUPYTER_PATH": str(self.folder / "data"),
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def builder(self, name: str, code: int = 0) -> None:
        """A program that says how it was called, and what is in the folder that it is given."""
        path = self.bin / name
        path.write_text(
            f'#!/bin/sh\necho {name} "$@"\n/bin/cat "$4/requirements.txt"\nexit {code}\n'
        )
        path.chmod(0o755)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def pinned(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith(("#", "="))]


def test_pins_what_a_notebook_imports_and_what_that_needs(place: Place) -> None:
    place.install("Num-Lib", "1.2", "numlib", "base>=1", "old; python_version < '3'")
    place.install("base", "3.0.1", "base", "deep[fast]")
    place.install("deep", "4", "deep", "quick; extra == 'fast'", "slow; extra == 'slow'")
    place.install("quick", "5", "quick")
    place.install("slow", "6", "slow")
    place.install("latelib", "7", "latelib", "plots; extra == 'plot'", "check; extra == 'test'")
    place.install("plots", "8", "plots")
    place.install("check", "9", "check")
    place.install("cloud-storage", "10", "cloud/storage")
    place.install("cloud-other", "11", "cloud/other")
    place.install("unused", "12", "unused")
    place.install("of-helper", "13", "ofhelper")
    (place.folder / "helper.py").write_text("import ofhelper, json\n")
    done = place.image("my notes.ipynb", "--output", "recipe")
    assert done.returncode == 0, done.stderr
    text = (place.folder / "recipe" / "requirements.txt").read_text()
    assert sorted(pinned(text)) == [
        "Num-Lib==1.2",
        "base==3.0.1",
        "cloud-storage==10",
        "deep==4",
        "latelib==7",
        "of-helper==13",
        "quick==5",
    ]
    assert "# plots==8  # for latelib" in text
    assert "slow" not in text
    assert "Not installed here, so not in the image: nowhere." in done.stderr
    assert "the notebook's own modules (helper)" in done.stderr
    docker = (place.folder / "recipe" / "Dockerfile").read_text()
    version = ".".join(map(str, sys.version_info[:2]))
    # In full, since not every builder knows the short names of Docker Hub.
    assert f"\nFROM docker.io/library/python:{version}-slim\n" in docker
    assert docker.endswith("\nUSER 1000\n")


def test_tells_what_an_index_does_not_have(place: Place) -> None:
    place.notebook("n.ipynb", "import mine, forked, local, odd, gone")
    editable = {"url": "file:///home/me/mine", "dir_info": {"editable": True}}
    forked = {
        "url": "https://me:secret@example.com/f.git",
        "vcs_info": {"vcs": "git", "commit_id": "abc123"},
    }
    file = {"url": "file:///tmp/gone-1-py3-none-any.whl", "archive_info": {}}
    place.install("mine", "1", "mine", direct_url=json.dumps(editable))
    place.install("forked", "2", "forked", direct_url=json.dumps(forked))
    place.install("local", "3.0+cu121", "local")
    place.install("odd", "4", "odd")
    (place.site / "odd-4.dist-info" / "INSTALLER").write_text("conda\n")
    place.install("gone", "5", "gone", direct_url=json.dumps(file))
    done = place.image("n.ipynb", "-o", "recipe", "--tag", "registry.example/team/n:1")
    text = (place.folder / "recipe" / "requirements.txt").read_text()
    assert pinned(text) == [
        "forked @ git+https://example.com/f.git@abc123",
        "local==3.0+cu121",
        "odd==4",
    ]
    for told in ("mine (/home/me/mine)", "local 3.0+cu121", "conda", "left out: gone"):
        assert told in done.stderr
    docker = (place.folder / "recipe" / "Dockerfile").read_text()
    assert "install -y --no-install-recommends git" in docker
    assert "COPY wheels" in docker
    [wheel, build] = [line.strip() for line in done.stdout.splitlines() if line.startswith("  ")]
    assert wheel.startswith(f"{place.python} -m pip wheel --no-deps --wheel-dir recipe/wheels ")
    assert build == "docker build --tag registry.example/team/n:1 recipe"


def test_builds_with_what_is_there(place: Place) -> None:
    place.install("numlib", "1", "numlib")
    place.builder("docker")
    place.builder("buildah")
    done = place.image("my notes.ipynb", "--build", "--base", "registry.example/base:2")
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first.startswith("buildah build --tag my-notes:")
    assert "numlib==1" in rest
    # The folder was of nobody's choice.
    assert not Path(first.split()[-1]).exists()
    again = place.image("my notes.ipynb", "--build", "--base", "registry.example/base:2")
    assert again.stdout.split()[3] == first.split()[3]


def test_says_how_to_push_it(place: Place) -> None:
    place.builder("buildah")
    done = place.image("my notes.ipynb", "--build")
    tag = done.stdout.split()[3]
    assert "buildah push" not in done.stdout
    assert f"--tag REGISTRY/{tag}" in done.stdout
    done = place.image("my notes.ipynb", "--build", "--tag", "registry.example/team/n:1")
    assert "'buildah push registry.example/team/n:1'" in done.stdout


def test_what_goes_along_of_sources_is_as_they_are_now(place: Place) -> None:
    source = place.folder / "source"
    source.mkdir()
    place.notebook("n.ipynb", "import mine")
    editable = {"url": source.as_uri(), "dir_info": {"editable": True}}
    place.install("mine", "1", "mine", direct_url=json.dumps(editable))
    tags = set()
    for _ in range(2):
        done = place.image("n.ipynb", "-o", "recipe")
        assert done.returncode == 0, done.stderr
        tags |= set(re.findall(r"--tag (\S+) recipe", done.stdout))
        wheels = place.folder / "recipe" / "wheels"
        assert not wheels.exists()
        wheels.mkdir()
        (wheels / "mine-0-py3-none-any.whl").touch()
    # Versions say nothing of what is edited.
    assert len(tags) == 2


class Buildah:
    """The real one, with a storage of its own; it asks for no rights but those to mount."""

    def __init__(self, folder: Path) -> None:
        settings = folder / "storage.conf"
        places = f'graphroot = "{folder / "images"}"\nrunroot = "{folder / "run"}"\n'
        settings.write_text(f'[storage]\ndriver = "vfs"\n{places}')
        self.variables = {
            "PATH": os.environ["PATH"],
            "BUILDAH_ISOLATION": "chroot",
            "CONTAINERS_STORAGE_CONF": str(settings),
        }

    def __call__(self, *words: str) -> str:
        call = ["buildah", *words]
        return subprocess.check_output(
            call, env=self.variables, stderr=subprocess.PIPE, text=True
        ).strip()

    def base(self, name: str, programs: dict[str, str]) -> None:
        """Make an image with a shell, and programs that are scripts."""
        container = self("from", "scratch")
        shell = os.path.realpath("/bin/sh")
        libraries = re.findall(r"/\S+", subprocess.check_output(["ldd", shell], text=True))
        for path in libraries:
            self("add", container, os.path.realpath(path), path)
        self("add", container, shell, "/bin/sh")
        for program, script in programs.items():
            self("add", "--chmod", "755", container, script, f"/bin/{program}")
        self("config", "--env", "PATH=/bin", container)
        self("run", container, "true")
        self("commit", "--rm", container, name)


@pytest.fixture
def buildah(tmp_path: Path) -> Buildah:
    if shutil.which("buildah") is None:
        pytest.skip("buildah is not on PATH, with which a recipe is built")
    return Buildah(tmp_path)


def test_a_recipe_is_one_for_a_builder(place: Place, buildah: Buildah) -> None:
    place.install("numlib", "1", "numlib")
    scripts = {
        # It says what it installs, and leaves it behind.
        "python3": '#!/bin/sh\nwhile read -r line; do echo "$line"; done < "$6" > /installed\n',
        "true": "#!/bin/sh\n",
        "getent": "#!/bin/sh\nexit 2\n",
        "useradd": '#!/bin/sh\necho "$@" > /added\n',
    }
    for name, script in scripts.items():
        (place.folder / name).write_text(script)
    try:
        buildah.base("localhost/base:1", {each: str(place.folder / each) for each in scripts})
    except subprocess.CalledProcessError as error:
        pytest.skip(f"buildah can build nothing here: {error.stderr.strip()[-300:]}")
    words = ["my notes.ipynb", "--build", "--tag", "localhost/n:1", "--base", "localhost/base:1"]
    done = place.image(*words, **buildah.variables)
    assert done.returncode == 0, done.stderr
    container = buildah("from", "localhost/n:1")
    read = 'while read -r line; do echo "$line"; done < '
    assert pinned(buildah("run", container, "sh", "-c", f"{read} /installed")) == ["numlib==1"]
    added = buildah("run", "--user", "0", container, "sh", "-c", f"{read} /added")
    assert added == "--uid 1000 --create-home cellway"
    user = buildah("inspect", "--type", "image", "--format", "{{.OCIv1.Config.User}}", "n:1")
    assert user == "1000"


def test_says_that_the_image_was_not_built(place: Place) -> None:
    place.builder("docker", 3)
    done = place.image("my notes.ipynb", "--build", "-o", "recipe")
    assert done.returncode == 1
    assert "docker has failed, with code 3" in done.stderr
    (place.bin / "docker").unlink()
    done = place.image("my notes.ipynb", "--build", "-o", "recipe")
    assert done.returncode == 1
    assert "docker build --tag my-notes:" in done.stdout
    done = place.image("my notes.ipynb", "--build")
    assert done.returncode == 2
    assert "-o DIR" in done.stderr


def test_writes_nothing_that_it_was_not_asked_for(place: Place) -> None:
    before = sorted(place.folder.rglob("*"))
    done = place.image("my notes.ipynb")
    assert done.returncode == 0
    assert "==> Dockerfile <==" in done.stdout
    assert sorted(place.folder.rglob("*")) == before
    own = place.folder / "own"
    own.mkdir()
    (own / "Dockerfile").write_text("FROM scratch\n")
    done = place.image("my notes.ipynb", "-o", "own")
    assert done.returncode == 2
    assert "Name another folder" in done.stderr
    assert [path.name for path in own.iterdir()] == ["Dockerfile"]


def test_leaves_out_what_is_skipped(place: Place) -> None:
    place.install("numlib", "1", "numlib")
    place.notebook("n.ipynb", "import numlib", tags="skip")
    assert pinned(place.image("n.ipynb").stdout.split("requirements.txt <==")[1]) == []


@pytest.mark.parametrize("option", ["--tag", "--base"])
def test_refuses_what_is_no_name_of_an_image(place: Place, option: str) -> None:
    done = place.image("my notes.ipynb", option, "No Name")
    assert done.returncode == 2
    assert option in done.stderr
