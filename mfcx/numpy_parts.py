"""Parts of numpy that only its documentation and type checkers read, left out until somebody asks for them.

They are a third of what numpy takes to load, and numpy is a fourth of a run over one article. Only the command leaves
them out: a program that uses mfcx as a library has its numpy whole.
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
    """Makes the first import of numpy a short one; does nothing where it was imported before, or is missing."""
    numpy = find_spec("numpy")
    if numpy is None or "numpy" in sys.modules:
        return
    folders = [f"{folder}/{_TYPES.rpartition('.')[-1]}" for folder in numpy.submodule_search_locations or ()]
    sys.modules[_TYPES] = _Part(_TYPES, _ANNOTATION | {"__path__": folders})
    sys.modules.update({name: _Part(name) for name in _DOCUMENTATION})
