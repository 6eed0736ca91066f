"""How fast VetSync is: `python -m bench` measures a real node and prints a table. See docs/performance.md."""
