"""Every indicator, one file each; found by walking this folder."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

INDICATORS: dict[str, ModuleType] = {
    found.name: import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)
}
