"""Laboratory results as a person typed them, the INR range of their clinic's letter, and what follows."""
