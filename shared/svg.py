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
    as_bars = most > ROWS * IN_A_ROW
    rows = ROWS if as_bars else max(1, -(-most // IN_A_ROW))
    room = rows * (SIDE + GAP)
    height = LABEL + room + LOWEST + RISE * (len(counts) - 1) + 1
    steps = tuple(
        _stair(at, count, height, round(room * count / most) if as_bars else 0) for at, count in enumerate(counts)
    )
    return Stairs(len(counts) * (COLUMN + GAP) - GAP + 2, height, steps)


def _stair(at: int, count: int, height: int, bar: int) -> Stair:
    box, x = LOWEST + RISE * at, at * (COLUMN + GAP) + 1
    top = height - box - 1
    numbers = [] if bar else range(count)
    blocks = tuple(Block(x + n % IN_A_ROW * (SIDE + GAP), top - (n // IN_A_ROW + 1) * (SIDE + GAP)) for n in numbers)
    taken = bar or (-(-count // IN_A_ROW) * (SIDE + GAP) if count else 0)
    return Stair(at + 1, count, x, top, box, blocks, top - taken - 6, bar)
