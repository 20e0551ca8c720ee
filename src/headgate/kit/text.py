"""Text of people: folding for comparison, cleaning on the way in, guarding cells on the way out."""

import re
import unicodedata

# Letters that stand alone in Unicode but that people type without the stroke.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# Accents of Latin, Greek and Cyrillic. Marks that make another letter (Indic, Japanese) stay.
_ACCENT = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Signs that reorder or hide what a reader sees; joiners stay, scripts and emoji need them.
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ufff9-\ufffb]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What spreadsheets take for a formula; the wide forms count in East Asian locales.
_FORMULA = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_UNSAFE = re.compile(f"'*{_FORMULA}")
_GUARDED = re.compile(f"'+{_FORMULA}")


def fold(text: str) -> str:
    """One form for case, accents, width and spacing, to match names: `  ÉCOLE ０１` is `ecole 01`."""
    # Twice, because folding case may lay bare an accent and dropping one may lay bare a capital.
    return _fold_once(_fold_once(text))


def squash(text: str) -> str:
    """The fold without all but letters (with their marks) and digits: `GTX Pro` is `gtxpro`."""
    return "".join(c for c in fold(text) if unicodedata.category(c)[0] in "LMN")


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """Composed (NFC), trimmed text without control, bidirectional and zero-width signs.

    Line ends and tabs become spaces; `lines` keeps line ends as `\\n`. ValueError when more than `limit`
    characters remain: nothing that was typed is cut off silently.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text.strip()
    kept = _DECEIVING.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")
    kept = "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    if not lines:
        kept = kept.replace("\n", " ")
    kept = unicodedata.normalize("NFC", kept).strip()
    if len(kept) > limit:
        raise ValueError(f"is {len(kept)} characters long, at most {limit} fit")
    return kept


def csv_safe(cell: str) -> str:
    """A text cell that no spreadsheet runs as a formula: a dangerous start gets an apostrophe before it."""
    return "'" + cell if _UNSAFE.match(cell) else cell


def csv_unsafe(cell: str) -> str:
    """The inverse of `csv_safe`, exact for every text."""
    return cell[1:] if _GUARDED.match(cell) else cell


def initials(name: str) -> str:
    """Up to two capitals, of the first and the last word that begin with a letter or digit."""
    words = [word for word in re.split(r"[\s\-_.@]+", name) if word and word[0].isalnum()]
    if not words:
        return ""
    picked = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0].upper()[0] for word in picked)


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)
    return " ".join(unicodedata.normalize("NFC", _ACCENT.sub("", plain)).split())
