"""What can happen to an exchange rate."""

from headgate.core.journal.kinds import kind

CREATED = kind("exchange_rate.created", "set the rate of {currency} to {rate} {base} from {starts_on}")
EDITED = kind("exchange_rate.edited", "changed a rate of {currency}", fold=True)
ARCHIVED = kind("exchange_rate.archived", "put a rate of {currency} away")
RESTORED = kind("exchange_rate.restored", "brought a rate of {currency} back")
