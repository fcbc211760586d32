"""The places of the scenes, one module each: what stands still, where the lamps hang, who moves."""
