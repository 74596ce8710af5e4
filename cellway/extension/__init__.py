"""The extension of jupyter_server: starts the service and hands requests to it.

All it adds is what only the Jupyter server can do: login, XSRF, and an end with it.
"""
