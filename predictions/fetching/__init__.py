"""What lies at an address: fetched without reaching into our own network, read within limits."""
