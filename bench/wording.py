"""Names, addresses and questions for the bench of the search: many different words, some far more common."""

from collections.abc import Callable
from random import Random

GIVEN = "maria anna james robert elena thomas sofia lukas emma noah olivia david laura peter sarah".split()
COMMON = (
    "renewal licence upgrade support pilot rollout training migration expansion subscription hardware "
    "maintenance consulting integration platform annual phase north south europe"
).split()
ENDS = ("GmbH", "Ltd", "Inc", "AG", "Group", "Systems", "Partners")
HEADS = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sch st t tr v w z".split()
VOWELS = "a e i o u au ei ia".split()
TAILS = "n r s l m ck nd rt tz x".split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Words:
    """Words of syllables; which of them comes is skewed, as in life."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.given = [*GIVEN, *(self.made(2) for _ in range(3_000))]
        self.families = [self.made(rng.randint(2, 3)) for _ in range(30_000)]
        self.coined = [self.made(rng.randint(2, 4)) for _ in range(60_000)]
        self.companies: list[str] = []
        self.people: list[tuple[str, str, str, str]] = []
        self.last_number = 0

    def made(self, syllables: int) -> str:
        rng = self.rng
        return "".join(rng.choice(HEADS) + rng.choice(VOWELS) for _ in range(syllables)) + rng.choice(TAILS)

    def skewed(self, words: list[str]) -> str:
        return words[int(len(words) * self.rng.random() ** 3)]

    def company(self) -> str:
        return f"{self.skewed(self.coined).title()} {self.rng.choice(ENDS)}"

    def domain(self, company: str) -> str:
        return f"{company.split(maxsplit=1)[0].lower()}{self.rng.randint(1, 99)}.com"

    def person(self) -> tuple[str, str, str, str]:
        given, family = self.skewed(self.given), self.skewed(self.families)
        host = self.rng.choice(("gmail.com", self.domain(self.rng.choice(self.companies))))
        email = f"{given}.{family}{self.rng.randint(1, 999)}@{host}"
        phone = f"+49 {self.rng.randint(150, 179)} {self.rng.randint(1_000_000, 9_999_999)}"
        found = (given.title(), family.title(), email, phone)
        if len(self.people) < 20_000 or self.rng.random() < 0.02:
            self.people.append(found)
        return found

    def deal(self) -> str:
        parts = (self.rng.choice(self.companies).split()[0], *self.rng.sample(COMMON, 2))
        return " ".join((*parts, str(self.rng.randint(2019, 2026))))

    def mistyped(self, word: str, times: int) -> str:
        for _ in range(times):
            at = self.rng.randrange(len(word) - 1)
            letter = self.rng.choice(LETTERS)
            word = self.rng.choice(
                (
                    word[:at] + letter + word[at + 1 :],
                    word[:at] + word[at + 1 :],
                    word[:at] + letter + word[at:],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                )
            )
        return word

    def questions(self) -> dict[str, Callable[[], str]]:
        """Kind of question -> one of them, another one each time."""
        rng = self.rng
        short = [word for word in self.families if 4 <= len(word) <= 7]
        long = [word for word in self.coined if len(word) >= 8]

        def firm() -> str:
            return rng.choice(self.companies).split()[0].lower()

        def someone() -> tuple[str, str, str, str]:
            return rng.choice(self.people)

        return {
            "one letter": lambda: rng.choice(LETTERS),
            "two letters": lambda: firm()[:2],
            "three letters": lambda: firm()[:3],
            "the name of a company": firm,
            "a common word": lambda: rng.choice(COMMON),
            "two common words": lambda: " ".join(rng.sample(COMMON, 2)),
            "three common words": lambda: " ".join(rng.sample(COMMON, 3)),
            "company and common word": lambda: f"{firm()} {rng.choice(COMMON)}",
            "given and family name": lambda: " ".join(someone()[:2]),
            "common given name, letter": lambda: f"{rng.choice(GIVEN)} {rng.choice(LETTERS)}",
            "deal number": lambda: f"#{rng.randint(1_001, self.last_number)}",
            "year": lambda: str(rng.randint(2019, 2026)),
            "e-mail": lambda: someone()[2],
            "beginning of an e-mail": lambda: someone()[2].partition("@")[0] + "@",
            "gmail.com": lambda: "gmail.com",
            "telephone": lambda: someone()[3],
            "beginning of a telephone": lambda: "0" + someone()[3][4:11],
            "one mistake, 4 to 7 letters": lambda: self.mistyped(rng.choice(short), 1),
            "two mistakes, 8 letters up": lambda: self.mistyped(rng.choice(long), 2),
            "mistyped common word": lambda: self.mistyped(rng.choice(COMMON[:12]), 1),
            "two mistyped words": lambda: " ".join(self.mistyped(w, 1) for w in (firm(), rng.choice(COMMON))),
            "nothing like it": lambda: "".join(rng.choice(LETTERS) for _ in range(10)),
            "eight words": lambda: " ".join(rng.sample(COMMON, 8)),
        }
