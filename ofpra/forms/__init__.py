"""Forms of the person's own claim, one module a part."""
