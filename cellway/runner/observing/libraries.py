"""Libraries that do things out of sight of Python, by the names that a notebook uses of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import CodeType

from .callers import is_notebook

_FILES = {
    "cv2": r"imread\w*|imwrite\w*|VideoCapture|VideoWriter|FileStorage",
    "datasets": r"load_dataset|load_from_disk|save_to_disk",
    "duckdb": r".*",
    "faiss": r"read_index|write_index",
    "fiona": r"open|collection",
    "geopandas": r"read_\w+|to_file|list_layers",
    "h5py": r"File",
    "imageio": r"\w*read\w*|\w*write\w*|imopen",
    "keras": r"load_\w+|save\w*|\w+_from_directory|export",
    "lightgbm": r"Dataset|Booster|save_model",
    "netCDF4": r"Dataset|MFDataset",
    "onnxruntime": r"InferenceSession",
    "open3d": r"read_\w+|write_\w+",
    "pandas": r"read_hdf|to_hdf|HDFStore|read_spss",
    "polars": r"(read|scan|sink|write)_\w+",
    "pyarrow": r"dataset|feather|read_\w+|write_\w+|open_csv|memory_map|OSFile|ParquetFile|"
    r"ParquetDataset|ParquetWriter|pyarrow\.(parquet|dataset|feather|orc|csv|json)",
    "pyogrio": r"read_\w+|write_\w+",
    "pyreadstat": r"read_\w+|write_\w+",
    "rasterio": r"open",
    "safetensors": r"safe_open|load_file|save_file|safetensors\.\w+",
    "sentencepiece": r"SentencePieceProcessor|SentencePieceTrainer",
    "SimpleITK": r"ReadImage|WriteImage|ImageFileReader|ImageSeriesReader",
    "soundfile": r"read|write|info|blocks|SoundFile",
    "tables": r"open_file|File",
    "tensorflow": r"load_\w+|save\w*|\w+_from_directory|read_file|write_file|GFile|\w+Dataset",
    "tokenizers": r"from_file|save",
    "torch": r"save",
    "torchaudio": r"load|save|info",
    "torchvision": r"read_\w+|write_\w+|decode_\w+|save_image",
    "transformers": r"from_pretrained|save_pretrained|save_model|pipeline",
    "xarray": r"open_\w+|load_dataset|load_dataarray|to_netcdf|to_zarr|save_mfdataset",
    "xgboost": r"DMatrix|QuantileDMatrix|load_model|save_model",
}
"""Those that open files without telling Python."""

_NETWORKS = {
    "clickhouse_driver": r"Client|connect",
    "grpc": r"\w+_channel",
    "oracledb": r"connect\w*|create_pool\w*",
    "psycopg": r"connect|\w*Connection",
    "psycopg2": r"connect",
    "pycurl": r"Curl|CurlMulti",
    "pymssql": r"connect",
    "pyodbc": r"connect",
}
_PROCESSES = {"joblib": r"Parallel", "pyspark": r"SparkSession|SparkContext", "ray": r".*"}

_KINDS = (("library", _FILES), ("network", _NETWORKS), ("process", _PROCESSES))


class UsedNames:
    """Names of modules, functions and attributes in code of the notebook that has been run."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._imported: set[str] = set()

    def add(self, code: CodeType) -> None:
        """Take in code that is run, unless it is that of a library."""
        if is_notebook(code.co_filename):
            for name in _names(code):
                self._names.add(name)
                self._imported.add(name.partition(".")[0])

    def any(self, pattern: str) -> bool:
        return any(re.fullmatch(pattern, name) for name in self._names)

    def out_of_sight(self) -> Iterator[tuple[str, str]]:
        """Yield what is done out of sight: the kind of the effect, and the library."""
        for kind, table in _KINDS:
            for library in self._imported & table.keys():
                if self.any(table[library]):
                    yield kind, library


def _names(code: CodeType) -> Iterable[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
