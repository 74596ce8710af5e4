"""The program that executes one step.

It runs in any image that has Python 3.9 and nothing else: only the standard library
is imported here, and other packages are touched only where the notebook has loaded them.
"""
