"""Every question that has a page, one file each; found by walking this folder, in the order of RANK."""

from importlib import import_module
from pkgutil import iter_modules

from feedback.insight import Question

MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
# By the name of the file, which is also the end of its address.
QUESTIONS: dict[str, Question] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): module.QUESTION
    for module in sorted(MODULES, key=lambda one: one.RANK)
}
