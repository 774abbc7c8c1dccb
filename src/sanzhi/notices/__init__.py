"""公示和村务公开: what is announced, where, how long, who objected and what they were told."""
