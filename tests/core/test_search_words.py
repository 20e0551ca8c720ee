"""What words are made of, what a question can mean, how mistakes are counted, what of a title is marked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from headgate.core.search.marking import marked
from headgate.core.search.spelling import Typed, slips
from headgate.core.search.words import asked, of_email, of_host, of_phone, of_text

WORDS = [
    (of_text("AT&T – O'Neil"), {"at", "t", "oneil"}),
    (of_text("see www.acme.co.uk, now"), {"see", "www", "acme", "co", "uk", "acme.co.uk", "now"}),
    (of_text("हिन्दी नाम"), {"हिन्दी", "नाम"}),
    (of_email("Ada.Love@Example.com"), {"ada.love@example.com", "example.com", "love"}),
    (of_host("www.acme-tools.com"), {"acme-tools.com", "tools"}),
    (of_phone("+1 (555) 010-9999"), {"15550109999", "5550109999"}),
    (of_phone("00353 1 234 5678"), {"35312345678", "12345678"}),
    (of_phone("030 90 ext. 7"), {"3090"}),
    (set(asked("a b ab").readings), {("b", "ab")}),
    (set(asked("+49 30 90").readings), {("49", "30", "90"), ("493090",), ("3090",)}),
    (set(asked("#0012").exact), {"#12"}),
    (set(asked("Ada@Example.com").exact), {"ada@example.com"}),
]


@pytest.mark.parametrize(("got", "wanted"), WORDS)
def test_words(got: set[str], wanted: set[str]) -> None:
    assert got == wanted


def table(typed: str, word: str) -> list[int]:
    """The distances of what was typed to each beginning of the word, by the table of the textbooks."""
    rows = [list(range(len(word) + 1))]
    for i, letter in enumerate(typed, start=1):
        row = [i]
        for j, other in enumerate(word, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != other))
            if i > 1 and j > 1 and (letter, typed[i - 2]) == (word[j - 2], other):
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1]


LETTERS = st.text("abc", min_size=4, max_size=10)


@given(typed=LETTERS, word=LETTERS)
@example("abcd", "abdc")
@example("abcdefgh", "badcefghij")
def test_mistakes_are_counted_as_by_the_table(typed: str, word: str) -> None:
    compared, distances = Typed(typed), table(typed, word)
    wanted = min(distances) if len(typed) >= 6 else distances[-1]
    got = compared.mistakes(word)
    assert got == wanted or min(got, wanted) > compared.most


def test_each_slip_is_one_mistake() -> None:
    assert {Typed(slip).mistakes("acorn") for slip in slips("acorn") if slip != "acorn"} == {1}


@pytest.mark.parametrize(
    ("title", "terms", "parts"),
    [
        ("Große Straße", ["gro", "strasse"], ["Gro", "Straße"]),
        ("O’Brien, Œuvre", ["obr", "oeu"], ["O’Br", "Œu"]),
        ("e\u0301cole 😀 Ecole", ["ecole"], ["e\u0301cole", "Ecole"]),
        ("banana ana", ["ana"], ["ana"]),
        ("Anna Annabel", ["anna", "annab"], ["Anna", "Annab"]),
    ],
)
def test_marks(title: str, terms: list[str], parts: list[str]) -> None:
    assert [title[a:b] for a, b in marked(title, terms)] == parts
