"""Demo data: a believable company with two years of deals, from one seed, made through the verbs."""

from headgate.app import founding
from headgate.app.demo.making import make
from headgate.store.engine import Store

NAME, CURRENCY, ZONE = "Aldermoor Systems", "EUR", "Europe/Berlin"


def build(store: Store, *, email: str) -> str:
    """Founds the demo workspace and fills it; gives its id. Who has that e-mail owns it."""
    ws, _ = store.write(
        lambda tx: founding.empty_workspace(tx, name=NAME, currency=CURRENCY, zone=ZONE, email=email)
    )
    make(store, ws)
    return ws


__all__ = ["build", "make"]
