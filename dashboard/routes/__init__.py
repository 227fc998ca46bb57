"""Pages by kind: each route reads, builds a frozen page, and has it shown."""
