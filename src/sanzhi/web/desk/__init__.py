"""工作台: the staff's face."""
