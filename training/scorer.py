"""A scorer of attributions from a file: a module with `score(rows)` and `show(figures)`."""

import importlib.util
from pathlib import Path
from types import ModuleType


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found
