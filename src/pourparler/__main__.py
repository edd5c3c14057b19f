"""`python -m pourparler` is `pourparler`."""

from pourparler.show.cli import main

main()
