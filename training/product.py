"""Makes `pourparler.annotate.spans` importable where torch lives: without the rest of `annotate`, which needs spaCy."""

import sys
from pathlib import Path
from types import ModuleType

_ROOT = Path(__file__).resolve().parent.parent / "src"
sys.path.insert(0, str(_ROOT))
_annotate = ModuleType("pourparler.annotate")
_annotate.__path__ = [str(_ROOT / "pourparler" / "annotate")]
sys.modules["pourparler.annotate"] = _annotate
