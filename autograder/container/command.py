#!/opt/venv/bin/python
"""The command `autograder` inside the image."""

from autograder.cli import main

if __name__ == "__main__":  # workers import this file
    main()
