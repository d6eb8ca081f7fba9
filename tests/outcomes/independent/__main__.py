"""`python -m tests.outcomes.independent FOLDER SCOPE PERIOD [KEY...]`: the figures of a bundle, as JSON.

SCOPE is own:<person>, co_worked:<person> or team:<key>; PERIOD is 2026, 2026-Q3 or 2026-07-01..2026-10-01.
"""

import json
import sys
from pathlib import Path

from tests.outcomes.independent.days import Period
from tests.outcomes.independent.figures import FIGURES, figure
from tests.outcomes.independent.world import World

folder, scope, period, *keys = sys.argv[1:]
world = World(Path(folder))
sys.stdout.write(json.dumps([figure(world, key, scope, Period(period)) for key in keys or FIGURES], indent=1) + "\n")
