"""Word lists and patterns of the register, as data."""
