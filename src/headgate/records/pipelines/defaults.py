"""The pipeline that a new workspace starts with: the six stages of the guide, Won and Lost."""

from headgate.records.pipelines.schemas import NewStage, ReasonKind

STAGES = [
    NewStage(
        name="Lead generation",
        purpose="Attract people who may need what we sell, and know which channel they came from.",
        expected_days=14,
        probability=5,
        hue=200,
    ),
    NewStage(
        name="Lead qualification",
        purpose="Find out whether budget, authority, need and timing fit before we spend more time.",
        expected_days=14,
        probability=15,
        qualifying=True,
        hue=235,
    ),
    NewStage(
        name="Sales call or demonstration",
        purpose="Understand the buyer's problem and show how we solve exactly that one.",
        expected_days=14,
        probability=30,
        hue=265,
    ),
    NewStage(
        name="Proposal or offer",
        purpose="Put the solution, its scope and its price in writing, in the buyer's own words.",
        expected_days=14,
        probability=50,
        hue=290,
    ),
    NewStage(
        name="Negotiation and commitment",
        purpose="Settle objections and terms with everyone who takes part in the decision.",
        expected_days=14,
        probability=70,
        hue=310,
    ),
    NewStage(
        name="Closing the deal",
        purpose="Get the contract signed and the customer safely to those who serve them.",
        expected_days=7,
        probability=90,
        hue=345,
    ),
    NewStage(name="Won", kind="won", purpose="The buyer became a customer.", probability=100, hue=152),
    NewStage(
        name="Lost", kind="lost", purpose="The buyer decided otherwise, or not at all.", probability=0, hue=20
    ),
]

REASONS: list[tuple[str, ReasonKind]] = [
    ("Price", "lost"),
    ("Missing feature", "lost"),
    ("Chose a competitor", "lost"),
    ("Timing", "lost"),
    ("No decision", "no_decision"),
    ("Not a fit", "disqualified"),
    ("Could not be reached", "disqualified"),
    ("Deleted", "deleted"),
]
HUES = (200, 235, 265, 290, 310, 345, 165, 140, 100, 70, 45, 20)
