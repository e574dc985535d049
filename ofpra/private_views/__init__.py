"""Pages of the person's own claim."""
