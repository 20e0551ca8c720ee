"""The words that the demo company is made of: invented stems, trades, people, subjects."""

HEADS = (
    "Al Bran Cor Dun El Fen Gar Hal Is Jor Kel Lor Mar Nor Ost Pel Quar Rin Sol Tor Ul Ver Wyn Yar Zel"
).split()
TAILS = (
    "wick mere holm dale gate stad vik brink hoven lund mark feld court bridge haven moor ridge stone brook "
    "combe"
).split()

SECTORS: dict[str, tuple[str, ...]] = {
    "Manufacturing": ("Works", "Mills", "Tooling", "Tiles"),
    "Logistics": ("Freight", "Port", "Haulage"),
    "Energy": ("Energy", "Power", "Water"),
    "Healthcare": ("Clinics", "Health", "Labs"),
    "Retail": ("Stores", "Foods", "Outfitters"),
    "Financial services": ("Bank", "Insurance", "Payroll"),
    "Transport": ("Rail", "Aviation", "Mobility"),
    "Hospitality": ("Hotels", "Kitchens"),
    "Public sector": ("Schools", "Council"),
}

COUNTRIES: dict[str, tuple[str, str, int]] = {
    "DE": ("DACH", "EUR", 30),
    "AT": ("DACH", "EUR", 8),
    "CH": ("DACH", "CHF", 7),
    "GB": ("North", "GBP", 15),
    "SE": ("North", "EUR", 8),
    "DK": ("North", "EUR", 6),
    "NO": ("North", "EUR", 4),
    "NL": ("West", "EUR", 12),
    "FR": ("West", "EUR", 11),
    "BE": ("West", "EUR", 5),
    "ES": ("West", "EUR", 6),
}
"""Country -> (region, currency of its deals, how often)."""

FIRST = (
    "Amira Ben Clara Dana Emil Farah Greta Henrik Ines Jonas Katrin Lars Marta Nadia Oscar Petra Quentin "
    "Rosa Stefan Tilda Ugo Vera Wim Yara Zoltan Beate Cyril Dorte Elias Frida"
).split()
LAST = (
    "Aldous Berglund Castell Drost Ekman Fabre Grohl Hallam Ivens Jarvis Kestner Lindahl Moreau Nyberg Orlov "
    "Pires Quist Roussel Sandoz Tamsin Ulrich Vance Wessel Yilmaz Zander Brandt Corbin Dahl Egger Franke"
).split()
TITLES = ("Head of operations", "Finance lead", "IT lead", "Buyer", "Managing director", "Planning lead")

SCOPES = (
    "{n} sites",
    "{n} depots",
    "{seats} seats",
    "phase 1",
    "phase 2",
    "pilot",
    "{n} teams",
    "{n} regions",
    "three years",
    "head office",
)

CALLS = (
    "Call {who} about the next step",
    "Ask {who} who signs",
    "Call back {who}",
    "Go through the figures with {who}",
    "Check in with {who}",
)
EMAILS = (
    "Summary of our call",
    "Material for {who}",
    "Dates for the next meeting",
    "Answers to your questions",
)
TASKS = (
    "Send the reference from a similar site",
    "Prepare the numbers for {who}",
    "Ask legal about the terms",
    "Update the offer",
)
MEETINGS: tuple[tuple[str, ...], ...] = (
    ("First conversation with {who}",),
    ("Needs and budget with {who}", "Introduction to the team"),
    ("Demonstration for {who}", "Demonstration, second group", "Workshop on site"),
    ("Walk through the offer with {who}", "Review of the scope"),
    ("Terms with {who} and purchasing", "Security review", "Price talk with {who}"),
    ("Signing with {who}", "Kick-off date and handover"),
)
NOTES = (
    "{who} wants figures in euros and a start in the new quarter.",
    "Two others are being looked at; ours is the only one with the history of every change.",
    "{who} needs the consent of the works council before anything is rolled out.",
    "Budget is there until the end of the year.",
    "They run it all in a spreadsheet today and lose half a day a week on it.",
    "{who} asked for a smaller first step with an option on the rest.",
    "The decision is made in the board meeting, not by our contact.",
)
OUTCOMES = (
    "Agreed on the next step",
    "Left a message",
    "Wants it in writing",
    "Will ask inside",
    "Good talk",
)

LOST_NOTES: dict[str, tuple[str, ...]] = {
    "Price": ("Our offer was a fifth above the budget.", "They took the cheapest of three."),
    "Missing feature": ("They need it offline on every device.", "No interface to their payroll."),
    "Chose a competitor": ("They stay with the supplier of their sister company.",),
    "Timing": ("Moved to the next financial year.", "A merger comes first."),
    "No decision": ("Three meetings, no answer since.",),
    "Not a fit": ("Far too small for what we do.", "They look for a reseller."),
    "Could not be reached": ("Five calls, two mails, nobody.",),
}
