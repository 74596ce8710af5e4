"""Runs cells where IPython is not installed."""
