"""The command line: arguments, help, one lazy import, one call. One file a command."""
