"""The workspace: its name, money, time zone and calendar."""
