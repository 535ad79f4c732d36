"""Where the runner's CA is: this SDK asks `certifi` alone, and reads none of the usual variables."""

import os

try:
    import certifi
except ImportError:
    pass
else:
    certifi.where = lambda: os.environ["SSL_CERT_FILE"]
