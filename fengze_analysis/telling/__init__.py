"""What the pages say, in both languages: every number in a sentence is computed from a study."""
