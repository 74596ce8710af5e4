"""Stored values outside of a step: previews and files of them, and their way into a live kernel."""
