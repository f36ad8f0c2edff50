"""Letters and notes: templates with their fields, filled once for each customer, written in a format."""
