"""Number chains and silent edits."""

from press import Press, span_of

from livebrief.check import chains, corrections
from livebrief.check.figures import compatible
from livebrief.records.mentions import PlaceMention, QuantityMention
from livebrief.records.spans import Span


def count(press: Press, words: str, figure: str, role: str, value: float, **facts: object) -> None:
    hours = float(facts.pop("hours", 0))  # type: ignore[arg-type]
    doc = press.article(f"{words}{hours}", f"{words}. The end.", hours=hours)
    bound = str(facts.pop("bound", "exact"))
    press.says(doc, words, words, figures=[(figure, role, value, bound)], by=str(facts.pop("by", "Rescue Service")))


def relations(press: Press) -> dict[str, list[str]]:
    return {chain.role: [figure.relation for figure in chain.figures] for chain in chains(press.material())}


def test_a_toll_rises_is_repeated_and_corrected() -> None:
    press = Press()
    count(press, "At least six were killed", "six", "killed", 6, bound="at least")
    count(press, "Nine people were killed", "Nine", "killed", 9, hours=5)
    count(press, "Nine people were killed", "Nine", "killed", 9, hours=6)
    count(press, "Eight people were killed", "Eight", "killed", 8, hours=30)
    assert relations(press) == {"killed": ["first", "update", "repeat", "correction"]}


def test_rival_on_the_same_day_update_on_the_next() -> None:
    press = Press()
    count(press, "Nine people were killed", "Nine", "killed", 9)
    count(press, "Twelve people were killed", "Twelve", "killed", 12, hours=2, by="Mayor Lind")
    count(press, "Twenty people were killed", "Twenty", "killed", 20, hours=30, by="A third counter")
    assert relations(press) == {"killed": ["first", "rival", "update"]}


def test_roles_are_apart_and_parts_are_parts() -> None:
    press = Press()
    count(press, "There were 48 drones launched", "48", "launched", 48)
    count(press, "They shot down 31 of them", "31", "intercepted", 31)
    count(press, "It hurt 24 people", "24", "injured", 24)
    count(press, "The ward treated many, including 5 children", "5", "injured", 5, hours=1)
    assert relations(press) == {"injured": ["first", "part-of"], "intercepted": ["first"], "launched": ["first"]}


def test_other_places_are_other_slots() -> None:
    press = Press()
    for n, (words, place, value) in enumerate(
        (("Nine were killed in Ost", "Ost", 9), ("Two were killed in Vest", "Vest", 2))
    ):
        doc = press.article(f"a{n}", f"{words}. The end.", hours=n)
        where = PlaceMention(span=span_of(doc.text, place), text=place, name=place)
        press.says(doc, words, words, by="Service", figures=[(words.split()[0], "killed", value)], places=(where,))
    assert [[each.relation for each in chain.figures] for chain in chains(press.material())] == [["first"], ["first"]]


def test_a_smaller_count_in_the_same_text_is_a_part() -> None:
    press = Press()
    doc = press.article("a", "Nine were killed. Two were killed on the bridge.")
    press.says(doc, "Nine were killed", "c", by="Service", figures=[("Nine", "killed", 9)])
    press.says(doc, "Two were killed", "d", by="Service", figures=[("Two", "killed", 2)])
    assert relations(press) == {"killed": ["first", "part-of"]}


def test_somebody_told_of_is_one_of_the_counted() -> None:
    press = Press()
    count(press, "Two people were killed", "Two", "killed", 2)
    count(press, "A man in his sixties was killed", "A man", "killed", 1, hours=1, by="Police")
    assert relations(press) == {"killed": ["first", "part-of"]}


def test_a_count_takes_in_whom_it_follows() -> None:
    press = Press()
    count(press, "A man was killed", "A man", "killed", 1, by="Police")
    count(press, "Two people were killed", "Two", "killed", 2, hours=1)
    assert relations(press) == {"killed": ["first", "update"]}


def test_people_missing_may_be_found() -> None:
    press = Press()
    count(press, "Five were missing", "Five", "missing", 5)
    count(press, "Three were missing", "Three", "missing", 3, hours=2)
    assert relations(press) == {"missing": ["first", "update"]}


def test_bounds_meet() -> None:
    def figure(bound: str, value: float) -> QuantityMention:
        return QuantityMention(span=Span(0, 1), text="x", bound=bound, value=value)

    assert compatible(figure("at least", 6), figure("exact", 9))
    assert not compatible(figure("at most", 6), figure("exact", 9))
    assert compatible(figure("about", 100), figure("exact", 95))
    assert not compatible(figure("about", 2600), figure("exact", 2000))


def test_a_silent_edit_is_seen() -> None:
    press = Press()
    press.article("a", "The cellar was locked. Five people are missing. The rain stops.")
    press.article("a", "Three people are missing. The rain stops. A pump came.", hours=3)
    found = {(each.kind, each.before, each.after) for each in corrections(press.material())}
    assert found == {
        ("removed", "The cellar was locked.", ""),
        ("changed figure", "Five people are missing.", "Three people are missing."),
        ("added", "", "A pump came."),
    }


def test_type_and_order_are_no_change() -> None:
    press = Press()
    press.article("a", "The “pump” came. It rains.")
    press.article("a", 'It rains. The "pump"  came.', hours=1)
    assert corrections(press.material()) == ()
