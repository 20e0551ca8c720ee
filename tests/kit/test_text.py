"""Text: one form for names, clean input, guarded cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import text


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("École", "ECOLE"),
        ("e\u0301cole", "école"),
        ("  Ana   María ", "ana maria"),
        ("Straße", "STRASSE"),
        ("ＡＢＣ　１２", "abc 12"),
        ("Søren Łuk", "soren luk"),
        ("Ångström", "angstrom"),
        ("İstanbul", "istanbul"),
        ("Άλφα", "αλφα"),
        ("ﬁrma", "firma"),
    ],
)
def test_fold_matches_what_people_mean(a: str, b: str) -> None:
    assert text.fold(a) == text.fold(b)


@pytest.mark.parametrize(("a", "b"), [("が", "か"), ("कि", "की"), ("a b", "ab"), ("né", "no")])
def test_fold_keeps_other_letters_apart(a: str, b: str) -> None:
    assert text.fold(a) != text.fold(b)


@given(st.text())
def test_fold_is_stable_and_blind_to_spacing(value: str) -> None:
    folded = text.fold(value)
    assert text.fold(folded) == folded
    assert text.fold(f"  {value}\t") == folded
    assert "  " not in folded


@pytest.mark.parametrize("other", ["GTXPro", "gtx pro", "GTX-PRO", "G.T.X. Prö"])
def test_squash(other: str) -> None:
    assert text.squash(other) == text.squash("GTX Pro") == "gtxpro"


def test_clean() -> None:
    assert text.clean(" a\x00b\tc\r\nd\u202e e\u0301 ", 20) == "ab c d é"
    assert text.clean("one\r\ntwo\rthree\n", 20, lines=True) == "one\ntwo\nthree"
    assert text.clean("👩\u200d💻", 3) == "👩\u200d💻"
    with pytest.raises(ValueError, match="6 characters long, at most 5"):
        text.clean("abcdef", 5)


@given(st.text())
def test_clean_is_stable_and_can_be_stored(value: str) -> None:
    for lines in (False, True):
        kept = text.clean(value, 10_000, lines=lines)
        assert text.clean(kept, 10_000, lines=lines) == kept
        kept.encode()
        assert "\x00" not in kept


DANGEROUS = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "'=1", "''=1", "＝1"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_cell_starts_a_formula(cell: str) -> None:
    assert text.csv_safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "'", "''", "plain", "'quoted'", "a=b", "5-3", " =x"])
def test_harmless_cells_stay(cell: str) -> None:
    assert text.csv_safe(cell) == cell == text.csv_unsafe(cell)


@given(st.text() | st.text("'=+-@\t\r\na", max_size=6))
def test_the_guard_comes_off_exactly(cell: str) -> None:
    safe = text.csv_safe(cell)
    assert text.csv_unsafe(safe) == cell
    assert safe[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mia Torres", "MT"),
        ("ana maría de la cruz", "AC"),
        ("Jean-Luc Picard", "JP"),
        ("Headgate", "H"),
        ("bob@acme.com", "BC"),
        ("(none)", ""),
        ("", ""),
        ("ßeta", "S"),
        ("王 小明", "王小"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert text.initials(name) == letters


@given(st.text())
def test_initials_are_at_most_two(name: str) -> None:
    assert len(text.initials(name)) <= 2
