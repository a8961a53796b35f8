"""Settings: few, each with one sentence, found by words."""
