"""The HTTP API, one module for each subject; every route names its permission in its signature."""
