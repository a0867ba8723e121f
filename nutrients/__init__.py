"""What is known: nutrients, units, reference intakes, the checklist, the rules. No people, no requests,
no database; the standard library only."""
