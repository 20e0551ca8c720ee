"""Floor 1: no word of the trade; clock, ids, money, text, periods, ranking, paging, errors."""
