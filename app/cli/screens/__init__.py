"""How an answer looks on a terminal: functions from a report in words to tables."""
