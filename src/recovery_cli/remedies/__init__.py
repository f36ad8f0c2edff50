"""What to give, and why: pure arithmetic with a trace."""
