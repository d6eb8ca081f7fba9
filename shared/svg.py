"""Positions for small drawings made on the server. Only numbers: the shapes and colours stand in a template."""

from dataclasses import dataclass

SIDE, GAP, IN_A_ROW = 12, 4, 4
COLUMN = IN_A_ROW * (SIDE + GAP) - GAP


@dataclass(frozen=True)
class Block:
    """The left upper corner of a square that stands for one record."""

    x: int
    y: int


@dataclass(frozen=True)
class Stair:
    """One step of stairs with what stands on it; `top` is where the step's own box begins."""

    number: int
    count: int
    x: int
    top: int
    height: int
    blocks: tuple[Block, ...]
    label_y: int
    # More than fit as squares: a bar as high as the share, with the number above it.
    bar: int

    @property
    def bar_top(self) -> int:
        """Where the bar begins."""
        return self.top - self.bar


@dataclass(frozen=True)
class Stairs:
    """A drawing of stairs, in units of its own width and height."""

    width: int
    height: int
    steps: tuple[Stair, ...]


LOWEST, RISE, LABEL = 34, 12, 24
ROWS = 6


def stairs(counts: list[int]) -> Stairs:
    """Stairs of as many steps as there are counts, each with that many squares standing on it."""
    most = max(counts, default=0)
    # Too many for squares: bars that share the same room.
    room = ROWS * (SIDE + GAP) if most > ROWS * IN_A_ROW else 0
    stacks = [round(room * count / most) if room else -(-count // IN_A_ROW) * (SIDE + GAP) for count in counts]
    height = max((LOWEST + RISE * at + stack for at, stack in enumerate(stacks)), default=0) + LABEL + 1
    steps = tuple(_stair(at, counts[at], stack, height, bool(room)) for at, stack in enumerate(stacks))
    return Stairs(len(counts) * (COLUMN + GAP) - GAP + 2, height, steps)


def _stair(at: int, count: int, stack: int, height: int, as_bar: bool) -> Stair:
    box, x = LOWEST + RISE * at, at * (COLUMN + GAP) + 1
    top = height - box - 1
    places = () if as_bar else range(count)
    blocks = tuple(Block(x + n % IN_A_ROW * (SIDE + GAP), top - (n // IN_A_ROW + 1) * (SIDE + GAP)) for n in places)
    return Stair(at + 1, count, x, top, box, blocks, top - stack - 6, stack if as_bar else 0)
