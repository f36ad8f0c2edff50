"""A document without a format: neutral blocks, prepared once and filled many times."""
