"""What the IT staff watch a centre by: meters in the text format of Prometheus, whether it is ready, who may read that."""
