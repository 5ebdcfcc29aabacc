"""Text to a document, its quantities and its named observations, on the standard library alone."""
