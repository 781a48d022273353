"""`python -m jianggao`."""

from jianggao.cli import main

main()
