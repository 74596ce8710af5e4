"""A process that has imported what steps need, and from which they start in milliseconds.

It serves a notebook, or several of one folder, with one environment, interpreter and set of
packages. Each connection to its socket is one step. The request for it is one line of JSON;
the answers are lines, too: `started`, with what of its needs had to be loaded, or `refused`,
then the events of the step, then `exit`.
"""
