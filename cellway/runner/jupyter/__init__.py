"""IPython's shell with the face that it has in a kernel, but without a kernel."""
