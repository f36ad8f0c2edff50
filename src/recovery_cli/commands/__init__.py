"""The uses: plain keyword functions that know no command line and return an exit code."""
