"""The words of the command line: ``add_arguments`` says what each takes, ``run`` does it."""
