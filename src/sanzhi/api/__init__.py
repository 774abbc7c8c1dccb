"""接口: what other systems send and ask, over HTTP, with a token of their own."""
