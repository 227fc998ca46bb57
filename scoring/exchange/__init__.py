"""Records of forecasts from elsewhere come in, and ours goes out as files that recompute it."""
