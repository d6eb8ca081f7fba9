"""A step of a bench in a process of its own: `python -m benchmarks.alone import|export|undo PLACE`."""

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Models stand from here on only.
    import_module("benchmarks.bundle_steps").alone(*sys.argv[1:])
