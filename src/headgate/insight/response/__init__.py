"""How soon somebody turns to those who came: the lead response time, in business time and by the clock."""
