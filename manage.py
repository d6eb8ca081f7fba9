#!/usr/bin/env python3
"""Django's command line for Keukentafel; `python3 dev.py` prepares everything it needs."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

# What `dev.py run` left for commands beside it; never read where the settings come from the environment.
LOCAL = Path(__file__).resolve().parent / "var" / "local.env"

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "DATABASE_URL" not in os.environ and LOCAL.exists():
        for line in LOCAL.read_text().splitlines():
            os.environ.setdefault(*line.split("=", 1))
    execute_from_command_line(sys.argv)
