"""Parts of libraries that a run has no use for, left out until somebody asks for them.

Of numpy what only its documentation and type checkers read, a third of what it takes to load, and numpy is a fourth of
a run over one article; of regex its parser, which expressions that are read back compiled do not need. Only the command
leaves them out: a program that uses mfcx as a library has both whole.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

_DOCUMENTATION = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")
_TYPES = "numpy._typing"
# numpy writes this one in annotations, which are evaluated as it loads: any class that takes parameters will do
_ANNOTATION = {"NDArray": list}


class _Part(ModuleType):
    """Stands for a module of numpy, which is loaded when anything is asked of it that is not `known`."""

    def __init__(self, name: str, known: dict[str, object] | None = None) -> None:
        super().__init__(name)
        self._known = known or {}

    def __getattr__(self, name: str) -> object:
        is_loaded = sys.modules.get(self.__name__) is not self
        if name in self._known and not is_loaded:
            return self._known[name]
        if name.startswith("__"):  # who goes through all modules asks for these
            raise AttributeError(name)
        if not is_loaded:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def leave_out_parts() -> None:
    """Makes the first import of each a short one; does nothing where it was imported before, or is missing."""
    if "numpy" not in sys.modules:
        _shorten_numpy()
    if "regex" not in sys.modules:
        _load_engine_of_regex()


def _shorten_numpy() -> None:
    numpy = find_spec("numpy")
    if numpy is None:
        return
    folders = [f"{folder}/{_TYPES.rpartition('.')[-1]}" for folder in numpy.submodule_search_locations or ()]
    sys.modules[_TYPES] = _Part(_TYPES, _ANNOTATION | {"__path__": folders})
    sys.modules.update({name: _Part(name) for name in _DOCUMENTATION})


def _load_engine_of_regex() -> None:
    """Afterwards a pickle finds the engine in its place, and who imports the package gets the whole of it."""
    package = find_spec("regex")
    if package is None:
        return
    sys.modules["regex"] = stand_in = ModuleType("regex")
    stand_in.__path__ = list(package.submodule_search_locations or ())
    try:
        import_module("regex._regex")
    finally:
        del sys.modules["regex"]
