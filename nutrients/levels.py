"""How urgent a finding is: good to know, mention it, or speak to your team before you go on."""

INFO, CAUTION, CALL_FIRST = "INFO", "CAUTION", "CALL_FIRST"
LEVELS = (CALL_FIRST, CAUTION, INFO)  # most urgent first
