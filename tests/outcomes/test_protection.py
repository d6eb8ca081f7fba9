"""What is withheld, worked out by hand on small tables; and the attack, against trying every number there is."""

from itertools import product

import numpy as np
import pytest

from outcomes.protection.audit import attack
from outcomes.protection.isolation import isolated
from outcomes.protection.linear import Flags, System, system
from outcomes.protection.suppress import Protected, primary, protect, rounded
from outcomes.protection.tables import INSIDE, OUTSIDE, Count, Knower, Place, Publication, Table, Tree
from tests.outcomes.protection_worlds import areas, flat

AREA = Tree("area", "town", {"town": ("north", "south")}, apart=True)
ANSWER = Tree("answer", "all", {"all": ("yes", "no")}, shares=True)
CROSSED = Table("helped", (AREA, ANSWER))


def at(period: str = "Q1", **codes: str) -> Place:
    """A place of the crossed table."""
    return CROSSED.place(period, codes)


def crossed(*numbers: int, period: str = "Q1", residents: tuple[int, ...] = ()) -> dict[Place, Count]:
    """Counts of north-yes, north-no, south-yes and south-no with their totals; a resident per record if not said."""
    counts = dict.fromkeys(CROSSED.places(period), Count(0, 0))
    inner = zip(product(("north", "south"), ("yes", "no")), numbers, residents or numbers, strict=True)
    for (area, answer), records, people in inner:
        for a, b in product((area, "town"), (answer, "all")):
            place = at(period, area=a, answer=b)
            counts[place] = Count(counts[place].records + records, counts[place].residents + people)
    return counts


def published(counts: dict[Place, Count], *periods: str, **more: object) -> Publication:
    """The crossed table over some periods."""
    return Publication((CROSSED,), periods or ("Q1",), counts, **more)


def flags(made: System, *places: Place) -> Flags:
    """Which cells these are."""
    return np.array([place in places for place in made.places])


def test_primary_only_is_recovered() -> None:
    """The planted fault: of 3 withheld alone the total of its row tells everything, and the attack says so."""
    made = system(published(crossed(3, 20, 12, 9)))
    (found,) = attack(made, flags(made, at(area="north", answer="yes")), 5)
    assert (found.place, found.low, found.high, found.exact) == (at(area="north", answer="yes"), 3, 3, True)


def test_the_rest_of_a_square_goes_with_it() -> None:
    """Four inner cells: of each any number from 0 to 15 is possible. Nothing less protects, so all totals stay."""
    decided = protect(published(crossed(3, 20, 12, 9)), INSIDE)
    assert decided.withheld == {at(area=a, answer=b) for a, b in product(("north", "south"), ("yes", "no"))}
    assert decided.shown[at(area="north")] == 23
    assert decided.unsafe == {at(area="north", answer="yes")}
    assert decided.part_shown == 5 / 9


def test_interval_narrower_than_k() -> None:
    """A row of 4 whose two cells are withheld leaves 0..4: narrower than 5. Asked for 4, nothing is found."""
    made = system(published(crossed(2, 2, 30, 30)))
    hidden = flags(made, *(at(area=a, answer=b) for a, b in product(("north", "south"), ("yes", "no"))))
    assert {(found.low, found.high) for found in attack(made, hidden, 5)} == {(0, 4), (28, 32)}
    assert attack(made, hidden, 4) == []


def test_who_knows_their_own_knows_more() -> None:
    """Of 15 with yes, a professional who has 11 in the south leaves 0..4 for the north."""
    made = system(published(crossed(3, 20, 12, 9)))
    hidden = flags(made, *(at(area=a, answer=b) for a, b in product(("north", "south"), ("yes", "no"))))
    assert attack(made, hidden, 5) == []
    # What is not published here, or was counted higher later, tells nothing more.
    knower = Knower("somebody", {at(area="south", answer="yes"): 11, at(area="south"): 900, at("later"): 3})
    found = attack(made, hidden, 5, [knower])
    assert {(one.who.name, one.low, one.high) for one in found if one.place.codes[0][1] == "yes"} == {
        ("somebody", 0, 4),
        ("somebody", 11, 15),
    }
    decided = protect(published(crossed(3, 20, 12, 9)), INSIDE, knowers=[knower])
    made_hidden = flags(made, *decided.withheld)
    assert attack(made, made_hidden, 5, [knower]) == []


def test_who_sees_a_cell_takes_it_off() -> None:
    """Who sees the north in full knows the south from the totals."""
    made = system(published(crossed(3, 20, 12, 9)))
    hidden = flags(made, *(at(area=a, answer=b) for a, b in product(("north", "south"), ("yes", "no"))))
    north = frozenset(at(area="north", answer=answer) for answer in ("yes", "no"))
    found = attack(made, hidden, 5, [Knower("lead", {}, north)])
    assert {(one.place, one.low) for one in found} == {
        (at(area="south", answer="yes"), 12),
        (at(area="south", answer="no"), 9),
    }


def test_year_minus_quarters() -> None:
    """What was published of the first quarter stays, so the second and the year are withheld together."""
    first, second = crossed(10, 20, 12, 9), crossed(3, 20, 12, 9, period="Q2")
    year = {at("Y", **dict(p.codes)): Count(c.records + first[p].records, 40) for p, c in crossed(3, 20, 12, 9).items()}
    before = protect(published(first), INSIDE)
    assert not before.withheld
    both = published(first | second | year, "Q1", "Q2", "Y", years={"Y": ("Q1", "Q2")})
    decided = protect(both, INSIDE, before=before)
    for period in ("Q2", "Y"):
        assert at(period, area="north", answer="yes") in decided.withheld
    assert set(before.shown) <= set(decided.shown)
    with pytest.raises(ValueError, match="may not be published again"):
        protect(published(crossed(10, 20, 12, 8)), INSIDE, before=before)


def test_what_cannot_be_protected_stays_unpublished() -> None:
    """The year was published already: of the second quarter nothing new is shown, and that is said."""
    first, second = crossed(10, 20, 12, 9), crossed(3, 20, 12, 9, period="Q2")
    year = {at("Y", **dict(p.codes)): Count(c.records + first[p].records, 40) for p, c in crossed(3, 20, 12, 9).items()}
    before = protect(published(first | year, "Q1", "Y"), INSIDE)
    both = published(first | second | year, "Q1", "Q2", "Y", years={"Y": ("Q1", "Q2")})
    decided = protect(both, INSIDE, before=before)
    assert list(decided.unpublished) == [("helped", "Q2")]
    assert not [place for place in decided.shown if place.period == "Q2"]
    # Nothing new is shown, and yet the year minus the first quarter tells: a job stops on that.
    assert decided.still


def test_nested_areas() -> None:
    """A district minus its other neighbourhood tells of the smallest, and so does the town over the districts."""
    tree = areas([2, 2])
    table = Table("plans", (tree,))
    numbers = {"area 0.0": 3, "area 0.1": 30, "area 1.0": 20, "area 1.1": 25}
    numbers |= {"district 0": 33, "district 1": 45, "municipality": 78}
    counts = {table.place("Q1", {"area": code}): Count(n, n) for code, n in numbers.items()}
    publication = Publication((table,), ("Q1",), counts)
    made = system(publication)
    found = attack(made, flags(made, Place("plans", "Q1", (("area", "area 0.0"),))), 5)
    assert [one.exact for one in found] == [True]
    decided = protect(publication, INSIDE)
    assert attack(made, flags(made, *decided.withheld), 5) == []
    assert len(decided.shown) >= 4


def test_difference_of_fewer_than_k_residents() -> None:
    """Two areas of 2 residents with 10 records each: wide apart, but together 20 records of 4 people."""
    tree = Tree("area", "town", {"town": ("a", "b", "c")}, apart=True)
    table = Table("goals", (tree,))
    numbers = {"a": Count(10, 2), "b": Count(10, 2), "c": Count(50, 30), "town": Count(70, 34)}
    publication = Publication((table,), ("Q1",), {table.place("Q1", {"area": c}): n for c, n in numbers.items()})
    made = system(publication)
    hidden = flags(made, table.place("Q1", {"area": "a"}), table.place("Q1", {"area": "b"}))
    assert attack(made, hidden, 5) == []
    (found,) = isolated(made, hidden, 5)
    assert (found.low, {place.codes[0][1] for place in found.together}) == (20, {"a", "b"})
    decided = protect(publication, INSIDE)
    assert isolated(made, flags(made, *decided.withheld), 5) == []
    shown = {place: int(made.records[made.where[place]]) for place in set(made.places) - set(found.together)}
    assert protect(publication, INSIDE, before=Protected(shown, frozenset(found.together), frozenset(), {}, 0)).still


def test_difference_along_two_dimensions() -> None:
    """The town minus yes in the north leaves all of the south and no in the north: four residents with ten each."""
    made = system(published(crossed(300, 20, 10, 10, residents=(30, 2, 1, 1))))
    shown = {at(), at(area="north", answer="yes")}
    hidden = flags(made, *(place for place in made.places if place not in shown))
    assert attack(made, hidden, 5) == []
    found = isolated(made, hidden, 5)
    assert {(one.place, one.low) for one in found} == {(at(), 40)}
    assert any(at(area="north", answer="no") in one.together for one in found)


def test_sensitive_themes_for_readers_outside() -> None:
    """Nobody and everybody tell something there; elsewhere zero is shown as zero."""
    themes = flat("theme", ["money", "addiction"])
    table = Table("helped", (themes, ANSWER))
    counts = {}
    for theme, yes, no in (("money", 40, 0), ("addiction", 30, 0), ("all", 70, 0)):
        counts |= {
            table.place("Q1", {"theme": theme, "answer": a}): Count(n, n)
            for a, n in (("yes", yes), ("no", no), ("all", yes + no))
        }
    publication = Publication((table,), ("Q1",), counts, {}, frozenset({("theme", "addiction")}))
    made = system(publication)
    unsafe = {place.codes for place, flag in zip(made.places, primary(publication, made, OUTSIDE), strict=True) if flag}
    assert unsafe == {(("answer", answer), ("theme", "addiction")) for answer in ("yes", "no")}
    assert not primary(publication, made, INSIDE).any()


def test_one_professional_has_nearly_all() -> None:
    """More than four in five from one person would show that person; inside the organisation that is no reason."""
    counts = crossed(20, 20, 30, 30) | {at(area="north", answer="yes"): Count(20, 20, 17)}
    publication = published(counts)
    made = system(publication)
    assert (primary(publication, made, OUTSIDE) == flags(made, at(area="north", answer="yes"))).all()
    assert not primary(publication, made, INSIDE).any()


def test_rounding_comes_last() -> None:
    """To multiples of five, each number by itself: totals need not be the sum of what is shown."""
    assert [rounded(n, OUTSIDE) for n in (0, 12, 13, 17, 18)] == [0, 10, 15, 15, 20]
    assert rounded(13, INSIDE) == 13
    decided = protect(published(crossed(12, 23, 12, 12)), OUTSIDE)
    assert decided.shown[at()] == 60 and decided.shown[at(area="north", answer="yes")] == 10


def test_tables_share_what_another_figure_publishes() -> None:
    """The total of answers on closing is the number of closed plans: withheld there, it is withheld here."""
    plans = Table("plans", (AREA, flat("moment", ["opened", "closed"])))
    helped = Table("helped", (AREA, ANSWER), total_of=("plans", (("moment", "closed"),)))
    assert helped.place("Q1", {"area": "north"}) == plans.place("Q1", {"area": "north", "moment": "closed"})


def test_a_place_without_parts() -> None:
    """An organisation of which no area is known yet: one number, shown or not."""
    table = Table("plans", (Tree("area", "town", {}),))
    for number in (3, 30):
        decided = protect(Publication((table,), ("Q1",), {table.place("Q1", {}): Count(number, number)}), INSIDE)
        assert bool(decided.shown) == (number == 30)


def test_circles_and_half_years_are_refused() -> None:
    """Codes below two others have no end; of a year without one of its quarters that quarter could be worked out."""
    with pytest.raises(ValueError, match="below two others"):
        Tree("area", "a", {"a": ("b",), "b": ("a",)}).codes()
    with pytest.raises(ValueError, match="all its quarters"):
        published({}, "Q2", "Y", years={"Y": ("Q1", "Q2")})


def test_a_year_that_is_not_the_sum_of_its_quarters() -> None:
    """Has no places: what was once in two quarters would be counted twice."""
    table = Table("changed", (AREA,), adds_up=False)
    assert {place.period for place in Publication((table,), ("Q1", "Y"), {}, {"Y": ("Q1",)}).places} == {"Q1"}


def test_counts_that_do_not_add_up_are_refused() -> None:
    """A total that is not the sum of its parts is a fault in the counting, and no publication comes of it."""
    with pytest.raises(ValueError, match="do not add up"):
        protect(published(crossed(3, 20, 12, 9) | {at(): Count(45, 45)}), INSIDE)


def test_tables_that_share_different_dimensions_are_refused() -> None:
    """Team by area, area by answer and team by answer: together they tell more than the rows that are attacked."""
    team = flat("team", ["one", "two"])
    tables = tuple(Table("helped", pair) for pair in ((team, AREA), (AREA, ANSWER), (team, ANSWER)))
    with pytest.raises(ValueError, match="share different dimensions"):
        Publication(tables, ("Q1",), {})


@pytest.mark.parametrize("seed", range(12))
def test_attack_against_trying_every_number(seed: int) -> None:
    """On squares so small that all solutions can be tried, the attack finds the same smallest and largest."""
    dice = np.random.default_rng(seed)
    numbers = dice.integers(0, 7, 4)
    made = system(published(crossed(*(int(n) for n in numbers))))
    hidden = dice.random(len(made.places)) < 0.6
    cells = np.flatnonzero(hidden)
    tried = [made.rows @ np.eye(len(made.places))[cell] for cell in cells]
    rest = made.rows @ np.where(hidden, 0.0, made.records)
    inner = [made.where[at(area=a, answer=b)] for a, b in product(("north", "south"), ("yes", "no"))]
    sums = np.array(
        [[at_.codes == () or set(at_.codes) <= set(made.places[i].codes) for i in inner] for at_ in made.places]
    )
    worlds = np.array(list(product(range(18), repeat=4))) if len(tried) else np.zeros((1, 4))
    every = worlds @ sums.T
    fits = every[(every[:, ~hidden] == made.records[~hidden]).all(axis=1)]
    assert len(fits) and len(rest) == made.rows.shape[0]
    found = {one.place: (one.low, one.high) for one in attack(made, hidden, 5)}
    wanted = {
        made.places[cell]: (int(fits[:, cell].min()), int(fits[:, cell].max()))
        for cell in cells
        if fits[:, cell].max() - fits[:, cell].min() < 5
    }
    assert found == wanted
