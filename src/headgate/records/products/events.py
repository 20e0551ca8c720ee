"""What can happen to a product."""

from headgate.core.journal.kinds import kind

CREATED = kind("product.created", "created the product {name}")
EDITED = kind("product.edited", "edited the product {name}", fold=True)
ARCHIVED = kind("product.archived", "archived the product {name}")
RESTORED = kind("product.restored", "restored the product {name}")
