"""What a person sees, and the other ways to answer a walk: a file of answers, another program, plain lines."""
